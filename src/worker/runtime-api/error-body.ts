import { utf8 } from '../../base/bytes.ts'
import { sanitiseErrorType } from './error-type.ts'
import type { RequestHead } from './request-head.ts'

export const errorTypeHeader = (request: RequestHead): string =>
  sanitiseErrorType(request.headers.get('lambda-runtime-function-error-type'))

/** The runtime's own words go to the caller as they are; where there are none, the type must do. */
export const orDescribed = (body: Uint8Array, errorType: string): Uint8Array =>
  body.length > 0 ? body : utf8(JSON.stringify({ errorMessage: '', errorType }))
