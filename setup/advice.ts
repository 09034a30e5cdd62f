/** A failure a newcomer can mend: says what is wrong and what to do, in both languages; shown without a stack. */
export class Advice extends Error {
  constructor(ja: string, en: string, options?: ErrorOptions) {
    super(`${ja}\n  ${en}`, options);
    this.name = 'Advice';
  }
}
