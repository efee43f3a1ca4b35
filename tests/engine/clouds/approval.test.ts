import { describe, expect, it } from 'vitest';
import { aSerial } from '../mirror/temporary-mirror.ts';
import { failureOf, scripted } from './cloud-bench.ts';

const serial = aSerial('F2LTESTA0001');
const code = 'aabb1234-5678-9012-abcd-ef0123456789';
const refusal = (message: string, headers: Record<string, string> = {}) => ({
  status: 403,
  headers,
  body: { error: { code: 'ApprovalRequired', message } },
});

describe('a write that a second administrator must approve', () => {
  it('is sent with a reason, and named by the header of the refusal', async () => {
    const { microsoft, sent } = scripted(refusal('Wait', { 'x-msft-approval-code': code }));
    const failed = failureOf(await microsoft.assignProfile('t', 'p', [serial]));
    expect([failed.kind, failed.approvalCode, sent.length]).toEqual(['approvalNeeded', code, 1]);
    const reason = sent[0]?.request.headers['x-msft-approval-justification'] ?? '';
    expect(Buffer.from(reason, 'base64').toString()).toMatch(/Resetbench/);
  });

  it('is named by the sentence where the header is missing', async () => {
    const { microsoft } = scripted(refusal(`Approval Required. x-msft-approval-code: ${code}`));
    expect(failureOf(await microsoft.sync('t')).approvalCode).toBe(code);
  });

  it('is sent again with the code instead of the reason', async () => {
    const { microsoft, sent } = scripted({ status: 204, body: '' });
    const answer = await microsoft.assignProfile('t', 'p', [serial], { approvalCode: code });
    expect(answer.ok).toBe(true);
    const { headers } = sent[0]?.request ?? { headers: {} };
    expect(headers).toMatchObject({ 'x-msft-approval-code': code });
    expect(headers).not.toHaveProperty('x-msft-approval-justification');
  });

  it('is another thing than a permission that is missing', async () => {
    const { microsoft } = scripted({ status: 403, body: { error: { code: 'Forbidden' } } });
    expect(failureOf(await microsoft.sync('t'))).toMatchObject({ kind: 'forbidden' });
  });

  it('needs no reason where nothing is written', async () => {
    const { microsoft, sent } = scripted({ body: { value: [] } });
    await microsoft.listTokens();
    expect(sent[0]?.request.headers).not.toHaveProperty('x-msft-approval-justification');
  });
});
