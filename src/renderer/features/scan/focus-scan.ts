/** What is typed next is a scan again: a form that was sent must not take it for a second name. */
export function focusScan(): void {
  document.querySelector<HTMLElement>('[data-scan-field]')?.focus({ preventScroll: true });
}
