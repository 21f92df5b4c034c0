import type { Refusal } from './refusals.ts'

/** What AWS's answers list of what functions can be made with, in their order (recorded AWS answer). */
export const listedRuntimes: readonly string[] = [
  'nodejs20.x',
  'python3.14',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'python3.10',
  'python3.11',
  'java21',
  'ruby3.3',
  'ruby3.4',
  'ruby3.2',
  'python3.8',
  'python3.9',
  'java17',
  'nodejs16.x',
  'dotnet10',
  'dotnet8',
  'java11',
  'dotnet6',
  'nodejs18.x',
  'provided.al2',
  'java8.al2',
]
/** Added since. */
const newer = ['nodejs26.x', 'python3.15', 'ruby4.0', 'java8.al2023', 'java11.al2023', 'java17.al2023']
const creatable: ReadonlySet<string> = new Set([...listedRuntimes, ...newer])
export const isCreatable = (runtime: string): boolean => creatable.has(runtime)
const retired: ReadonlySet<string> = new Set([
  'dotnetcore1.0',
  'dotnetcore2.0',
  'dotnetcore2.1',
  'dotnetcore3.1',
  'go1.x',
  'java8',
  'nodejs',
  'nodejs4.3',
  'nodejs4.3-edge',
  'nodejs6.10',
  'nodejs8.10',
  'nodejs10.x',
  'nodejs12.x',
  'nodejs14.x',
  'provided',
  'python2.7',
  'python3.6',
  'python3.7',
  'ruby2.5',
  'ruby2.7',
])
/** What ListLayers may be asked for: AWS knows more there than anywhere else, in this order (recorded AWS answer). */
export const searchableRuntimes: readonly string[] = [
  'ruby3.5',
  'ruby2.6',
  'dotnetcore1.0',
  'python3.7',
  'nodejs8.10',
  'nasa',
  'ruby2.7',
  'python2.7-greengrass',
  'dotnetcore2.0',
  'python3.8',
  'java21',
  'dotnet6',
  'dotnetcore2.1',
  'python3.9',
  'java11',
  'nodejs6.10',
  'provided',
  'dotnetcore3.1',
  'dotnet8',
  'java25',
  'java17',
  'nodejs',
  'nodejs4.3',
  'java8.al2',
  'go1.x',
  'dotnet10',
  'nodejs20.x',
  'go1.9',
  'byol',
  'nodejs10.x',
  'provided.al2023',
  'nodejs22.x',
  'python3.10',
  'java8',
  'nodejs12.x',
  'python3.11',
  'nodejs24.x',
  'nodejs8.x',
  'python3.12',
  'nodejs14.x',
  'nodejs8.9',
  'nodejs26.x',
  'python3.13',
  'python3.14',
  'nodejs16.x',
  'python3.15',
  'provided.al2',
  'nodejs4.3-edge',
  'nodejs18.x',
  'ruby3.2',
  'python3.4',
  'ruby3.3',
  'ruby3.4',
  'ruby2.5',
  'python3.6',
  'python2.7',
]

/** Why functions cannot be made with it; undefined when they can (Lambda Developer Guide: runtimes; recorded answers). */
export function refuseRuntime(runtime: string): Refusal | undefined {
  if (creatable.has(runtime)) return undefined
  const message = retired.has(runtime)
    ? `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`
    : `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${listedRuntimes.join(', ')}] or be a valid ARN`
  return { exception: 'InvalidParameterValueException', message }
}

/** Lambda Developer Guide: SnapStart. */
export const snapStarts = (runtime: string): boolean =>
  /^(?:java(?:11|17|21|25)|python3\.1[2-9]|dotnet(?:8|10))(?:\.al2023)?$/.test(runtime)
