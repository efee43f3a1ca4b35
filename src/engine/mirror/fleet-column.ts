/** A text for each line, where many lines share few texts. */
export interface Column {
  /** Each text once; its place here is its number. */
  readonly values: readonly string[];
  readonly ofLine: Uint16Array;
  set(line: number, value: string): void;
  /** Whether a line has a text of which this is true: each text is asked about once. */
  where(isWanted: (value: string) => boolean): (line: number) => boolean;
}

/** 65,536 different texts are more than any fleet has. */
export function createColumn(capacity: number): Column {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  const ofLine = new Uint16Array(capacity);
  return {
    values,
    ofLine,
    set(line, value) {
      const number = numbers.get(value) ?? values.length;
      if (number === values.length) {
        numbers.set(value, number);
        values.push(value);
      }
      ofLine[line] = number;
    },
    where(isWanted) {
      const wanted = values.map(isWanted);
      if (!wanted.includes(true)) return () => false;
      return (line) => wanted[ofLine[line] ?? 0] === true;
    },
  };
}
