import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { until } from './until.ts'

export const motoPackages = ['moto[dynamodb,dynamodbstreams]==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5']
export const motoFolder = join(import.meta.dirname, '../../../.cache/moto-5.2.5')
export const motoServer = join(motoFolder, 'bin/moto_server')

/** False with a line that says so where moto is missing; in CI that is a failure. */
export function motoMissing(): string | false {
  if (existsSync(motoServer)) return false
  if (process.env.CI === 'true') throw new Error('moto is missing; the suite installs it from PyPI')
  return 'moto is not installed (`roost test` without files does so)'
}

/** A real server of DynamoDB and its streams, among others. */
export async function startMoto(): Promise<{ endpoint: string; process: ChildProcess }> {
  const port = await freePort()
  const server = spawn(motoServer, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const endpoint = `http://127.0.0.1:${port}`
  await until('moto answers', () =>
    fetch(`${endpoint}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return { endpoint, process: server }
}
