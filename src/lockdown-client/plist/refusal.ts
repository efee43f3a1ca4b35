/** Thrown inside the readers alone, and caught where they begin: a list that is not read. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
