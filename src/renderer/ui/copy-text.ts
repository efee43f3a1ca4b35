/**
 * Puts a text into the clipboard, as if the person had selected and copied it: the page has no other right to the
 * clipboard. Only at a press of the person; false where the browser refuses.
 */
export function copyText(text: string): boolean {
  let isCopied = false;
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
    isCopied = true;
  };
  document.addEventListener('copy', give, { capture: true, once: true });
  try {
    document.execCommand('copy');
  } catch {
    isCopied = false;
  }
  document.removeEventListener('copy', give, { capture: true });
  return isCopied;
}
