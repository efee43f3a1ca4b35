/** A slot as it is kept over restarts. */
export interface RememberedSlot {
  readonly number: number;
  /** Empty until the operator gives one. */
  readonly name: string;
  /** One port, or the two halves of a socket. */
  readonly ports: readonly string[];
  /** The operator has given the number, or confirmed it; any other was only the next one free. */
  readonly isNumbered: boolean;
}

export interface RememberedLayout {
  readonly columns: number | null;
  readonly slots: readonly RememberedSlot[];
  /** Pairs of ports that were occupied at once: two sockets, never the halves of one. */
  readonly apart: readonly (readonly [string, string])[];
}

export const emptyLayout: RememberedLayout = { columns: null, slots: [], apart: [] };

/** Where the layout of this bench is kept. What cannot be written holds for this run. */
export interface LayoutMemory {
  read(): RememberedLayout;
  write(layout: RememberedLayout): void;
}
