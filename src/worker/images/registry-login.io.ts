import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** `user:password` in base64, where there is a login for a registry. */
export type Logins = (host: string) => string | undefined

interface DockerConfig {
  auths?: Record<string, { auth?: string }>
}

/**
 * What `docker login` has written for who runs Roost. Read anew each time: logins to Amazon ECR last for twelve hours.
 * Credential helpers are not asked.
 */
export const dockerLogins =
  (directory = process.env.DOCKER_CONFIG || join(homedir(), '.docker')): Logins =>
  (host) => {
    const names = host === 'docker.io' ? ['https://index.docker.io/v1/', host] : [host, `https://${host}`]
    const { auths = {} } = readConfig(join(directory, 'config.json'))
    return names.map((name) => auths[name]?.auth).find((auth) => auth)
  }

function readConfig(path: string): DockerConfig {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as DockerConfig | null) ?? {}
  } catch {
    return {}
  }
}
