/** The image has nothing to start where its settings say; in the words of Lambda. */
export class Unlaunchable extends Error {
  override name = 'Unlaunchable'
  readonly errorType: string

  constructor(errorType: string, words: string) {
    super(words)
    this.errorType = errorType
  }
}
