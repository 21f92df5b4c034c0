import type { NodeOptions, ProcessLine, RoleName } from './roles.ts'

export interface Host {
  /** Where the front door listens, in the process that has it. */
  endpoint?: string
  /** Which isolation functions have there, for people. */
  sandbox?: string
  close(): Promise<void>
}

/** Fits the rooms of some roles together in this process. Each side loads only what it is made of. */
export async function startHost(
  roles: readonly RoleName[],
  options: NodeOptions,
  processes: () => readonly ProcessLine[],
): Promise<Host> {
  if (roles.includes('front-door')) {
    const { startDataSide } = await import('./data-side.io.ts')
    return startDataSide(options, processes)
  }
  const { startEventsSide } = await import('./events-side.io.ts')
  return startEventsSide(options)
}
