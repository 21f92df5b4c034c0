/** Hello, in a process that the bench can find from outside. */
export const handler = async (event) => {
  process.title = event.title
  return { message: `Hello, ${event.name}!` }
}
