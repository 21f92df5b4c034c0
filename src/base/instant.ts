// Date is used as a calculator only: no function here reads the time.
/* oxlint-disable no-restricted-globals */
/** The forms in which AWS writes a moment. All take milliseconds since the epoch. */

/** 2025-11-24T23:08:04.123Z */
export const isoInstant = (ms: number): string => new Date(ms).toISOString()

/** 2025-11-24T23:08:04.123+0000: FunctionConfiguration.LastModified, layers, provisioned concurrency. */
export const lambdaInstant = (ms: number): string => isoInstant(ms).replace('Z', '+0000')

/** 2025-11-24T23:08:04.123456Z: function URL configurations. */
export const microInstant = (ms: number): string => isoInstant(ms).replace('Z', '000Z')

/** Milliseconds of an ISO 8601 text; NaN when it is none. */
export const parseInstant = (iso: string): number => Date.parse(iso)

/** 20250101T123600Z, as SigV4 writes it. NaN when it is none. */
export function parseBasicInstant(basic: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(basic)
  if (!match) return Number.NaN
  const [, year, month, day, hour, minute, second] = match
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
