type Say = (path: string) => string;

/**
 * Why a device was not taken, and what to do now: for the code of a verdict's reason, or of a refusal that no verdict
 * knows. `say` speaks the catalogue of one language, and gives back a path that has no words.
 */
export function refusalText(say: Say, reason: string): string {
  const known = said(say, `campaign.refused.${reason}.text`);
  if (known !== undefined) return `${known} ${say(`campaign.refused.${reason}.next`)}`;
  const short = said(say, `ui.reasonShort.${reason}`);
  if (short === undefined)
    return `${say('ui.campaign.bulk.notPossible.text')} ${say('ui.campaign.bulk.notPossible.next')}`;
  const next = said(say, `reason.${reason}.next`);
  return next === undefined ? short : `${short} – ${next}`;
}

/** A sentence with a gap names something of the device, and can be read on its card alone. */
function said(say: Say, path: string): string | undefined {
  const text = say(path);
  return text === path || text.includes('{') ? undefined : text;
}
