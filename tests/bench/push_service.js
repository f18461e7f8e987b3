// A push service over TLS that takes every push after 20 ms, as far away as a real one is; it prints its port.
import { readFileSync } from "node:fs"
import { createServer } from "node:https"

const LATENCY = 20 // milliseconds
const [key, cert] = process.argv.slice(2).map((path) => readFileSync(path))

const server = createServer({ key, cert, keepAliveTimeout: 60000 }, (request, response) => {
  request.resume()
  request.on("end", () => setTimeout(() => {
    response.writeHead(201, { "Content-Length": 0 })
    response.end()
  }, LATENCY))
})
server.listen(0, "127.0.0.1", () => console.log(server.address().port))
