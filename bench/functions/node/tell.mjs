import { createSocket } from 'node:dgram'

const socket = createSocket('udp4')

/** Says over UDP, to a port of this host, which messages have come. */
export const handler = async ({ Records }) => {
  for (const { body } of Records)
    await new Promise((resolve) => socket.send(body, Number(process.env.TELL_PORT), '127.0.0.1', resolve))
}
