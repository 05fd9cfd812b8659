import fc from 'fast-check'

/**
 * Every run draws the same random cases, so that a mutant that is caught today is caught tomorrow; and the first
 * case that fails is enough, since nobody reads the smallest one.
 */
fc.configureGlobal({ seed: 20_261_121, endOnFailure: true })
