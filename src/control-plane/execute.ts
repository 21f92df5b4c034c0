import { toBase64 } from '../base/bytes.ts'
import { invariant } from '../base/invariant.ts'
import type { Change } from '../catalog/catalog.ts'
import { Refused, refuse } from '../lambda/refusals.ts'
import { validateInput } from '../lambda/validate.ts'
import type { CodePackages } from './code-package/code-packages.ts'
import type { Caller, ControlPlaneParts, OpenControlPlane } from './control-plane.ts'
import { endChangesUnderWay } from './lifecycle/changes-under-way.ts'
import { functionOperations } from './operations/functions/function-operations.ts'
import { governanceOperations } from './operations/governance-operations.ts'
import type { Operation, OperationContext, Write } from './operations/operation-context.ts'
import { ownOperations } from './operations/own/own-operations.ts'
import { resourceOperations } from './operations/resource-operations.ts'

/** Every operation by its name; `roost:` ones are no part of Lambda's API. */
export const operations: Readonly<Record<string, Operation>> = {
  ...functionOperations,
  ...governanceOperations,
  ...resourceOperations,
  ...ownOperations,
}

/** Validates, runs, and commits what comes of it: to disk first, then to the catalog, which tells the others. */
export class Executor implements OpenControlPlane {
  readonly #parts: ControlPlaneParts & { packages: CodePackages }
  readonly #stop: () => void

  constructor(parts: ControlPlaneParts & { packages: CodePackages }) {
    this.#parts = parts
    this.#stop = endChangesUnderWay({ ...parts, commit: (writes) => this.#commit(writes) })
  }

  async execute(operation: string, input: Record<string, unknown>, caller: Caller): Promise<Record<string, unknown>> {
    const run = operations[operation] as
      | ((input: Record<string, unknown>, context: OperationContext) => object | Promise<object>)
      | undefined
    invariant(run !== undefined, `no operation ${operation}`)
    const refusal = operation.startsWith('roost:') ? undefined : validateInput(operation, input)
    if (refusal) throw new Refused(refusal)
    return (await run(input, this.#contextFor(operation, caller))) as Record<string, unknown>
  }

  close(): void {
    this.#stop()
  }

  #contextFor(operation: string, caller: Caller): OperationContext {
    const { catalog, clock, digest, packages, random } = this.#parts
    const { folderExists, locationOf, probe, urlOf } = this.#parts
    return {
      operation,
      caller,
      catalog,
      clock,
      random,
      probe,
      folderExists,
      locationOf,
      urlOf,
      commit: (writes) => this.#commit(writes),
      resolveImage: this.#parts.resolveImage ?? (async () => ({ unknown: 'there is nobody to ask' })),
      storePackage: (content) => packages.store(content),
      hash: (text) => toBase64(digest.sha256(text)),
      runtimeVersionArn: (runtime) => `arn:aws:lambda:${caller.region}::runtime:${digest.sha256Hex(runtime)}`,
    }
  }

  #commit(writes: readonly Write[]): void {
    const { catalog, rows } = this.#parts
    const result = rows.commit(writes)
    if (!result.committed)
      refuse(
        'ResourceConflictException',
        'The operation cannot be performed at this time. An update is in progress for the resource.',
      )
    catalog.apply(result.rows as Change[])
  }
}
