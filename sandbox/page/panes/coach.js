import { html, Icon, PlainButton } from '../html.js';

/** Where this browser keeps that the hint was followed or closed. */
export const coachKey = 'sandbox-coach';
const EXAMPLE = '/jogg Good morning everybody';

/** The first hint above the composer. */
export const Coach = ({ onTry, onHide }) => html`
  <section class="coach" aria-label="First steps">
    <div class="flex-[1_1_240px]">
      <strong>Make your first video: </strong>type <code>${EXAMPLE}</code> and press Enter.
      <p class="muted">
        Then try <${Icon} name="warning" /> below: it makes things go wrong.
        ${' '}“Network” at the left shows every request.
      </p>
    </div>
    <button class="button" onclick=${() => onTry(EXAMPLE)}>Type it for me</button>
    <${PlainButton} label="Hide this hint" onclick=${onHide}><${Icon} name="close" /><//>
  </section>
`;
