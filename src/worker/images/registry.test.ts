import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openImages } from './image-store.io.ts'
import type { Images } from './images.ts'
import { writeImage } from './layout-for-tests.io.ts'
import { dockerLogins } from './registry-login.io.ts'

const login = Buffer.from('me:secret').toString('base64')

describe('images of a registry', () => {
  let folder: string
  let images: Images
  let digest: string
  const servers: Server[] = []
  /** What the storage beside the registry was told of who asks. */
  const told: (string | undefined)[] = []

  before(async () => {
    folder = mkdtempSync('/var/tmp/roost-registry-')
    digest = await writeImage(folder, { layers: [{ own: 'x' }] })
    images = openImages({ directory: join(folder, 'images'), logins: dockerLogins(folder) })
  })
  after(async () => {
    await images.close()
    for (const server of servers) server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function serve(answer: (request: IncomingMessage, response: ServerResponse, host: string) => unknown) {
    const server = createServer((request, response) => void answer(request, response, request.headers.host!))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const read = (of: string) => readFileSync(join(folder, 'blobs/sha256', of.slice('sha256:'.length)))
  const content = ({ url = '' }: IncomingMessage, response: ServerResponse) => {
    const which = url.split('/').at(-1)!
    try {
      response.end(read(which === 'v1' ? digest : which))
    } catch {
      response.writeHead(404).end()
    }
  }
  const wantsBasic = (request: IncomingMessage, response: ServerResponse) =>
    request.headers.authorization === `Basic ${login}`
      ? content(request, response)
      : response.writeHead(401, { 'www-authenticate': 'Basic realm="here"' }).end()

  test('come without a word of who asks where that is enough', async () => {
    const host = await serve(content)
    assert.deepEqual(await images.resolve(`${host}/a:v1`), { uri: `${host}/a@${digest}`, digest })
  })

  test('come with the login that docker keeps, once there is one', async () => {
    const host = await serve(wantsBasic)
    const denied = await images.resolve(`${host}/a:v1`)
    assert.match('unknown' in denied ? denied.unknown : '', /wants a login: docker login/)
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [host]: { auth: login } } }))
    assert.deepEqual(await images.resolve(`${host}/a:v1`), { uri: `${host}/a@${digest}`, digest })
  })

  test('come with a token for that login', async () => {
    const host = await serve((request, response, at) => {
      const { authorization } = request.headers
      if (request.url === '/token?service=here&scope=pull') {
        const token = authorization === `Basic ${login}` ? 'good' : 'bad'
        return response.end(JSON.stringify({ access_token: token }))
      }
      if (authorization === 'Bearer good') return content(request, response)
      const challenge = `Bearer realm="http://${at}/token",service="here",scope="pull"`
      return response.writeHead(401, { 'www-authenticate': challenge }).end()
    })
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [`https://${host}`]: { auth: login } } }))
    assert.deepEqual(await images.resolve(`${host}/a:v1`), { uri: `${host}/a@${digest}`, digest })
  })

  test('come from where the registry sends us, which is not told the login', async () => {
    const storage = await serve((request, response) => {
      told.push(request.headers.authorization)
      content(request, response)
    })
    const host = await serve((request, response) => {
      if (!request.url?.includes('/blobs/') || !request.headers.authorization) return wantsBasic(request, response)
      return response.writeHead(307, { location: `http://${storage}${request.url}` }).end()
    })
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [host]: { auth: login } } }))
    assert.ok('uri' in (await images.resolve(`${host}/a:v1`)))
    assert.deepEqual(told, [undefined])
  })

  test('are refused when they are not what their digest says, and when they are not there', async () => {
    const host = await serve((_request, response) => response.end('{}'))
    const other = await images.resolve(`${host}/a@${digest}`)
    assert.match('refused' in other ? other.refused : '', /is not valid.*The content of sha256:.* is another/)
    const none = await images.resolve(`${await serve(content)}/a:v2`)
    assert.match('refused' in none ? none.refused : '', /does not exist. Provide a valid source image/)
  })

  test('leave nothing behind where the registry ends in the middle of a layer', async () => {
    const large = await writeImage(folder, { layers: [{ large: randomBytes(1 << 20) }] })
    const [layer] = JSON.parse(read(large).toString()).layers as { digest: string }[]
    const host = await serve((request, response) => {
      if (!request.url?.endsWith(layer!.digest)) return content(request, response)
      response.writeHead(200, { 'content-length': '1000000' })
      return response.write(read(layer!.digest).subarray(0, 500_000), () => request.socket.destroy())
    })
    await assert.rejects(images.lease(`${host}/a@${large}`))
    assert.deepEqual(readdirSync(join(folder, 'images/layers')), [])
    const lease = await images.lease(`${await serve(content)}/a@${large}`)
    assert.equal(readFileSync(join(lease.directory, lease.layers[0]!, 'large')).length, 1 << 20)
  })

  test('are not known while the registry fails or sends us to a token server without encryption', async () => {
    const failing = await images.resolve(`${await serve((_request, response) => response.writeHead(503).end())}/a`)
    assert.match('unknown' in failing ? failing.unknown : '', /answered 503/)
    const host = await serve((_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://192.0.2.1/token"' }).end(),
    )
    const sent = await images.resolve(`${host}/a`)
    assert.match('unknown' in sent ? sent.unknown : '', /wants a login/)
  })
})
