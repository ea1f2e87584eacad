-- Plays the requests of a file in turn: each stands there as it goes over the wire, behind a line with its length.
local requests = {}
local position = 0
local tried = false

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for length in file:lines() do
    requests[#requests + 1] = file:read(tonumber(length))
  end
  file:close()
end

function request()
  -- wrk asks once before it begins, and sends nothing.
  if not tried then
    tried = true
    return requests[1]
  end
  position = position % #requests + 1
  return requests[position]
end

function done(summary, latency)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests":%d,"seconds":%f,"failures":%d,"p50Milliseconds":%f,"p99Milliseconds":%f}\n',
    summary.requests,
    summary.duration / 1e6,
    failures,
    latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3
  ))
end
