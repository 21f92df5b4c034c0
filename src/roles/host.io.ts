import type { NodeOptions, ProcessLine, RoleName } from './roles.ts'

export interface Host {
  /** Where the front door listens, in the process that has it. */
  endpoint?: string
  close(): Promise<void>
}

/** Fits the rooms of some roles together in this process. */
export async function startHost(
  roles: readonly RoleName[],
  _options: NodeOptions,
  _processes: () => readonly ProcessLine[],
): Promise<Host> {
  throw new Error(`the front door is not built yet, so nothing can reach ${roles.join(', ')}`)
}
