/** Whether `page` and `page_size` work. */
export type Paging = 'honoured' | 'ignored';

/** The differences between Jogg's documentation and the field; `README.md` has the table. */
export interface Behaviour {
  /** True: exactly as documented. False: as callers have seen it. */
  readonly documented: boolean;
  /** The name of the field with a project's status number. */
  v1: { status: 'status_code' | 'status'; paging: Paging };
  /** Whether GET returns a video's `title`. */
  v2: { title: boolean; paging: Paging };
}

/** The initial settings of a behaviour; tests may change each of them, except `documented`. */
export const behaviourOf = (behaviour: 'field' | 'documented'): Behaviour => ({
  documented: behaviour === 'documented',
  v1: { status: 'status_code', paging: 'honoured' },
  v2: { title: false, paging: behaviour === 'documented' ? 'honoured' : 'ignored' },
});
