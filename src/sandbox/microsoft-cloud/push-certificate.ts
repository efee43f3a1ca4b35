import { DAY } from '../../core/time.ts';
import type { SimulatedAnswer } from '../http/exchange.ts';
import type { World } from '../world/world.ts';
import { entityAnswer } from './collection.ts';
import { dateTime } from './date-time.ts';
import type { GraphRequest } from './graph-request.ts';

export function readPushCertificate(world: World, request: GraphRequest): SimulatedAnswer {
  const { expiresAt } = world.state.pushCertificate;
  return entityAnswer(request, 'deviceManagement/applePushNotificationCertificate', {
    id: 'b6d1f0c4-27ea-4e8b-9a35-0c7d5e19f842',
    appleIdentifier: 'push@aldermoor.example',
    topicIdentifier: 'com.apple.mgmt.External.5f0c7d0e-91a2-4b3c-8d4e-6f7a8b9c0d1e',
    lastModifiedDateTime: dateTime(expiresAt - 365 * DAY),
    expirationDateTime: dateTime(expiresAt),
    certificateUploadStatus: null,
    certificateUploadFailureReason: null,
    certificateSerialNumber: '6A3F9C21D7E84B05',
    certificate: null,
  });
}
