// Transports
export { type HttpEnvironment, type MomentoHttpOptions, momentoHttp } from './http/momento-http.js'
