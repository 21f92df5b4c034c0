export const handler = async (event) => {
  console.log('event', event)
  return { message: `Hello, ${event.name ?? 'nobody'}!` }
}
