/**
 * The context object of one invocation.
 * @param {object} head
 * @param {Record<string, string>} fixed what is the same for all invocations of the environment
 */
export function makeContext(head, fixed) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    ...fixed,
    clientContext: head.clientContext === undefined ? undefined : JSON.parse(head.clientContext),
    identity: head.identity === undefined ? undefined : JSON.parse(head.identity),
    invokedFunctionArn: head.invokedArn,
    awsRequestId: head.requestId,
    tenantId: head.tenantId,
    getRemainingTimeInMillis: () => head.deadlineMs - Date.now(),
  }
}

/**
 * The names under which the context knows its function.
 * @param {object} adoption
 */
export const fixedContext = (adoption) => ({
  functionVersion: adoption.functionVersion,
  functionName: adoption.functionName,
  memoryLimitInMB: String(adoption.memoryMb),
  logGroupName: adoption.logGroup,
  logStreamName: adoption.logStream,
})
