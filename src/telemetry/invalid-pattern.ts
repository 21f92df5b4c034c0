/** What a filter pattern cannot mean; caught where patterns are compiled. */
export class InvalidPattern extends Error {
  override name = 'InvalidPattern'
}
