import type { Refusal } from '../../lambda/refusals.ts'

/** AWS's words about signatures (AWS General Reference: troubleshooting Signature Version 4). */
export const incomplete = (message: string): Refusal => ({ exception: 'IncompleteSignatureException', message })
export const invalid = (message: string): Refusal => ({ exception: 'InvalidSignatureException', message })

export const notSigned: Refusal = {
  exception: 'MissingAuthenticationTokenException',
  message: 'Missing Authentication Token',
}
export const wrongSignature = invalid(
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
)
export const unknownToken: Refusal = {
  exception: 'UnrecognizedClientException',
  message: 'The security token included in the request is invalid.',
}
export const expiredToken: Refusal = {
  exception: 'ExpiredTokenException',
  message: 'The security token included in the request is expired',
}
