import { classifyCode } from '../core/identifiers/classify-code.ts';
import { serialNumberSchema, type SerialNumber } from '../core/identifiers/serial-number.ts';

/** Who calls this command says that it is a serial, so that an ambiguous text is taken for one if it can be. */
export function serialIn(input: string): SerialNumber | undefined {
  const code = classifyCode(input);
  const text = code.kind === 'serial' ? code.value : input.trim().toUpperCase();
  if (!['serial', 'ambiguous', 'unknown'].includes(code.kind)) return undefined;
  const parsed = serialNumberSchema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}
