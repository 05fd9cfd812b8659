/** What a colour means; always with words beside it. */
export type Tone = 'fact' | 'good' | 'warning' | 'bad'
