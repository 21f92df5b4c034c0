/** Our own bug, seen where it happened. It fails one request, never the process. */
export class InvariantViolation extends Error {
  override name = 'InvariantViolation'
}

export function invariant(holds: unknown, claim: string): asserts holds {
  if (!holds) throw new InvariantViolation(claim)
}

/** For the end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new InvariantViolation(`unexpected ${JSON.stringify(value)}`)
}
