/** Where a record ends in a group's files. Later records have greater positions. */
export interface LogPosition {
  segment: number
  offset: number
}

const digits = 28

/** 56 digits, like CloudWatch's event ids. An event's id, taken as a token, asks for what comes after it. */
export const writePosition = ({ segment, offset }: LogPosition): string =>
  String(segment).padStart(digits, '0') + String(offset).padStart(digits, '0')

export function readPosition(token: string): LogPosition | undefined {
  if (!/^\d{56}$/.test(token)) return undefined
  return { segment: Number(token.slice(0, digits)), offset: Number(token.slice(digits)) }
}
