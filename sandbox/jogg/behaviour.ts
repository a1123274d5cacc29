/** Whether `page` and `page_size` work. */
export type Paging = 'honoured' | 'ignored';

/** Where Jogg's documentation and the field differ; `README.md` has the table. */
export interface Behaviour {
  /** Jogg's own text to the letter; else what its callers have met. */
  readonly documented: boolean;
  /** The name of the number that says how a project stands. */
  v1: { status: 'status_code' | 'status'; paging: Paging };
  /** Whether GET tells a video's `title`. */
  v2: { title: boolean; paging: Paging };
}

/** What a behaviour begins with; tests may change each alone, but not `documented`. */
export const behaviourOf = (behaviour: 'field' | 'documented'): Behaviour => ({
  documented: behaviour === 'documented',
  v1: { status: 'status_code', paging: 'honoured' },
  v2: { title: false, paging: behaviour === 'documented' ? 'honoured' : 'ignored' },
});
