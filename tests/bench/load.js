// Sends requests over a few connections for a few seconds, as fast as they are answered; prints the answers a second.
// Each connection has its own head. In a body "<id>" becomes a fresh id and "<cursor>" the cursor last heard.
import { connect } from "node:net"
import { randomUUID } from "node:crypto"

const { port, seconds, clients } = JSON.parse(process.argv[2])
const END = Buffer.from("\r\n\r\n")
const times = []
const statuses = {}
let stops = false

function request({ head, body }, cursor) {
  const filled = Buffer.from(body.replaceAll("<id>", () => randomUUID()).replaceAll("<cursor>", cursor))
  return Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${filled.length}\r\n\r\n`), filled])
}

function run(client) {
  return new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1")
    let began = 0
    let heard = Buffer.alloc(0)
    let cursor = "0"
    const send = () => { began = performance.now(); socket.write(request(client, cursor)) }
    socket.setNoDelay(true)
    socket.on("connect", send)
    socket.on("error", fail)
    socket.on("data", (data) => {
      heard = heard.length ? Buffer.concat([heard, data]) : data
      const end = heard.indexOf(END)
      if (end < 0) return
      const said = heard.toString("latin1", 0, end)
      const length = Number(/content-length: *(\d+)/i.exec(said)[1])
      if (heard.length < end + 4 + length) return
      cursor = /"cursor":(\d+)/.exec(heard.toString("latin1", end))?.[1] ?? cursor
      heard = heard.subarray(end + 4 + length)
      const status = said.slice(9, 12)
      statuses[status] = (statuses[status] ?? 0) + 1
      times.push(performance.now() - began)
      if (!stops) return send()
      socket.destroy()
      done()
    })
  })
}

setTimeout(() => { stops = true }, seconds * 1000)
const began = performance.now()
await Promise.all(clients.map(run))
const passed = (performance.now() - began) / 1000
times.sort((one, other) => one - other)
const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
console.log(JSON.stringify({ rate: times.length / passed, p50: at(0.5), p99: at(0.99), statuses }))
