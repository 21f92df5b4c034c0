/**
 * The error type as logs and metrics may show it: functions choose it freely, so only AWS's own form passes.
 * As AWS's Runtime Interface Emulator does with Lambda-Runtime-Function-Error-Type.
 */
export function sanitiseErrorType(said: string | undefined): string {
  const trusted = /^(?:Runtime|Function)\.[A-Z][a-zA-Z]+$/.exec(said ?? '')
  if (trusted) return trusted[0]
  return said?.startsWith('Function.') ? 'Function.Unknown' : 'Runtime.Unknown'
}
