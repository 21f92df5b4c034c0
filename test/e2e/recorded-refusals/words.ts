export const account = '111111111111'
export const region = 'us-east-1'
export const arn = (resource: string) => `arn:aws:lambda:${region}:${account}:${resource}`
export const fn = (name: string) => arn(`function:${name}`)
export const f = { FunctionName: 'f' }
export const nobody = { FunctionName: 'nobody' }
export const Role = `arn:aws:iam::${account}:role/r`
export const noRevision = '00000000-0000-4000-8000-000000000000'
export const Statement = { StatementId: 's', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' }
/** What is asked, and how AWS answered; `…` stands for what differs each time. */
export type Situation = [operation: string, input: object, answer: string]

/** How AWS answers in each situation: status, exception, the body's Type, and the message under its own spelling. */
export const missing = (text: string) => `404 ResourceNotFoundException User Message=${text}`
export const notFound = (name: string) => missing(`Function not found: ${fn(name)}`)
export const invalid = (text: string) => `400 InvalidParameterValueException User message=${text}`
export const untyped = (text: string) => `400 InvalidParameterValueException - message=${text}`
export const conflict = (text: string) => `409 ResourceConflictException User message=${text}`
export const stale = (operation: string) =>
  `412 PreconditionFailedException User message=The Revision Id provided does not match the latest Revision Id. Call the ${operation} API to retrieve the latest Revision Id`
export const constraint = (at: string, value: string, words: string) =>
  `400 ValidationException - message=1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: ${words}`
export const unreachable = missing(`Functions from 'eu-west-1' are not reachable in this region ('${region}')`)
export const noResource = missing('The resource you requested does not exist.')
export const pattern = (text: string) => `Member must satisfy regular expression pattern: ${text}`
export const noAlias = (name: string) => missing(`Cannot find alias arn: ${fn(name)}`)
export const manyTags = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v']))
export const uuid = '00000000-0000-4000-8000-000000000000'
export const namePattern = String.raw`(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\$LATEST|[a-zA-Z0-9-_]+))?`
