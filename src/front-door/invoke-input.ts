import { fromBase64, text } from '../base/bytes.ts'
import type { Refusal } from '../lambda/refusals.ts'
import { validateInput } from '../lambda/validate.ts'
import type { Headers } from './headers.ts'
import { queryPairs } from './sigv4/canonical-request.ts'

/** What the three ways to invoke say beside the payload (Lambda API: Invoke, InvokeWithResponseStream, InvokeAsync). */
export interface InvokeInput {
  FunctionName: string
  Qualifier?: string
  InvocationType: 'RequestResponse' | 'Event' | 'DryRun'
  LogType: 'None' | 'Tail'
  /** Base64. */
  ClientContext?: string
  TenantId?: string
}

export type InvokeOperation = 'Invoke' | 'InvokeAsync' | 'InvokeWithResponseStream'

export function readInvokeInput(
  operation: InvokeOperation,
  functionName: string,
  { query, headers }: { query: string; headers: Headers },
): InvokeInput | Refusal {
  const input = {
    FunctionName: functionName,
    Qualifier: query === '' ? undefined : qualifierOf(query),
    InvocationType: operation === 'InvokeAsync' ? 'Event' : (headers.get('x-amz-invocation-type') ?? 'RequestResponse'),
    LogType: headers.get('x-amz-log-type') ?? 'None',
    ClientContext: headers.get('x-amz-client-context'),
    TenantId: headers.get('x-amz-tenant-id'),
    DurableExecutionName: headers.get('x-amz-durable-execution-name'),
  }
  // All of InvokeAsync's members but the body are Invoke's.
  return (
    validateInput(operation === 'InvokeAsync' ? 'Invoke' : operation, input) ??
    (input.DurableExecutionName === undefined ? (input as InvokeInput) : noDurableExecutions)
  )
}

/** Nobody shall believe that an execution of that name has started. */
const noDurableExecutions: Refusal = {
  exception: 'InvalidParameterValueException',
  message: 'DurableExecutionName cannot be given: durable executions are not available yet.',
}

function qualifierOf(query: string): string | undefined {
  const found = queryPairs(query).find(([name]) => name === 'Qualifier')
  return found && decodeURIComponent(found[1])
}

/** The JSON text that a function gets as its client context (Lambda API: Invoke, ClientContext). */
export function decodeClientContext(base64: string): string | Refusal {
  try {
    const context = text(fromBase64(base64))
    JSON.parse(context)
    return context
  } catch {
    return {
      exception: 'InvalidRequestContentException',
      message: 'Client context must be a valid Base64-encoded JSON object.',
    }
  }
}
