const PAIRS =
  '+1 👍 -1 👎 alarm_clock ⏰ art 🎨 bell 🔔 bulb 💡 calendar 📅 camera 📷 clapper 🎬 eyes 👀 ' +
  'film_frames 🎞️ fire 🔥 gear ⚙️ hourglass ⌛ hourglass_flowing_sand ⏳ key 🔑 link 🔗 lock 🔒 ' +
  'mag 🔍 memo 📝 microphone 🎤 movie_camera 🎥 no_entry ⛔ pencil2 ✏️ pushpin 📌 question ❓ ' +
  'recycle ♻️ repeat 🔁 rocket 🚀 scissors ✂️ sparkles ✨ speaker 🔈 speech_balloon 💬 star ⭐ ' +
  'stopwatch ⏱️ tada 🎉 thumbsup 👍 tv 📺 video_camera 📹 warning ⚠️ wastebasket 🗑️ wave 👋 ' +
  'white_check_mark ✅ x ❌ zap ⚡';

const EMOJI = new Map(
  [...PAIRS.matchAll(/(\S+) (\S+)/g)].map(([, name = '', sign = '']) => [name, sign]),
);

/** Others are shown as they are written. */
export function emoji(name) {
  return EMOJI.get(name) ?? `:${name}:`;
}
