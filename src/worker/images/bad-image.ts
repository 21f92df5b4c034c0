import type { StateReasonCode } from '@aws-sdk/client-lambda'

export type ImageFault = Extract<StateReasonCode, 'InvalidImage' | 'ImageAccessDenied' | 'ImageDeleted'>

/** There is no image, none may be had, or it is not one that can run; the words are for its owner. */
export class BadImage extends Error {
  override name = 'BadImage'
  readonly fault: ImageFault

  constructor(fault: ImageFault, words: string) {
    super(words)
    this.fault = fault
  }
}

export const invalidImage = (words: string): BadImage => new BadImage('InvalidImage', words)
