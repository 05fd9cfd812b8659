/**
 * One number a name, written synchronously (localStorage in a browser): the epoch up to which every token of that
 * name is void. Written only when a sign-out could not be stored in the database.
 */
export interface Mark {
  read(name: string): number | undefined
  /** False when it could not be written. */
  write(name: string, epoch: number): boolean
}
