/** One line of the terminal that is written over and over; in a pipe nothing of it is written. */
export interface OneLine {
  show(text: string): void;
  clear(): void;
}

export function showOneLine(): OneLine {
  if (!process.stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => process.stderr.write(`\r\u001B[K${text}`),
    clear: () => process.stderr.write('\r\u001B[K'),
  };
}
