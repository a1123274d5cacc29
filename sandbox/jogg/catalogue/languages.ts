/** The languages Jogg's v1 filter knows. https://docs.jogg.ai/api-reference/v1/Voice */
export const LANGUAGES: readonly string[] = (
  'english filipino french german hindi indonesian italian japanese korean malay portuguese ' +
  'russian spanish thai vietnamese arabic greek turkish slovenian croatian romanian chinese ' +
  'bengali urdu hungarian traditional-chinese polish cantonese danish malayalam tamil telugu ' +
  'czech hebrew zulu swedish lithuanian dutch flemish norwegian finnish bulgarian latvian ' +
  'ukrainian mongolian persian odia assamese kannada tagalog amharic serbian slovak swahili'
).split(' ');

/** How a language is spoken here: names in pairs (woman, man), accents, and the locale of ids. */
export interface Tongue {
  readonly language: string;
  readonly locale: string;
  readonly accents: readonly [string, ...string[]];
  readonly names: string;
}

/** Twenty-one languages, about 120 names. */
export const TONGUES: readonly Tongue[] = [
  {
    language: 'english',
    locale: 'en-US',
    accents: ['american', 'british', 'australian', 'irish', 'indian'],
    names:
      'Emily Christopher Olivia James Ava Ethan Sienna Rupert Matilda Angus Aoife Declan ' +
      'Harper Logan Nora Miles Beatrix Alistair Ivy Jasper',
  },
  {
    language: 'spanish',
    locale: 'es-ES',
    accents: ['castilian', 'mexican', 'argentinian'],
    names: 'Lucía Álvaro Ximena Emiliano Martina Facundo Carmen Javier Paloma Andrés',
  },
  {
    language: 'french',
    locale: 'fr-FR',
    accents: ['parisian', 'canadian'],
    names: 'Chloé Antoine Manon Étienne Sylvie Mathis Élodie Guillaume',
  },
  {
    language: 'german',
    locale: 'de-DE',
    accents: ['standard', 'austrian'],
    names: 'Lena Jonas Greta Maximilian Anneliese Jürgen Frieda Emil',
  },
  {
    language: 'portuguese',
    locale: 'pt-BR',
    accents: ['brazilian', 'european'],
    names: 'Beatriz João Larissa Gustavo Inês Duarte',
  },
  {
    language: 'italian',
    locale: 'it-IT',
    accents: ['standard'],
    names: 'Giulia Lorenzo Chiara Alessandro Bianca Enzo',
  },
  {
    language: 'japanese',
    locale: 'ja-JP',
    accents: ['tokyo', 'kansai'],
    names: 'Aoi Haruto Yui Ren Hanako Takeshi',
  },
  {
    language: 'korean',
    locale: 'ko-KR',
    accents: ['seoul'],
    names: 'Jiwoo Seojun Haeun Doyun',
  },
  {
    language: 'chinese',
    locale: 'zh-CN',
    accents: ['mandarin'],
    names: 'Xiaoyu Haoran Jingyi Zhiwei Meilin Junjie',
  },
  { language: 'cantonese', locale: 'zh-HK', accents: ['hong kong'], names: 'Wing Kaito' },
  { language: 'hindi', locale: 'hi-IN', accents: ['standard'], names: 'Aditi Vikram Kavya Aarav' },
  {
    language: 'arabic',
    locale: 'ar-SA',
    accents: ['gulf', 'egyptian', 'levantine'],
    names: 'Layla Khalid Salma Youssef Rania Karim',
  },
  { language: 'dutch', locale: 'nl-NL', accents: ['standard'], names: 'Fleur Daan Sanne Bram' },
  {
    language: 'polish',
    locale: 'pl-PL',
    accents: ['standard'],
    names: 'Zofia Jakub Agnieszka Tomasz',
  },
  {
    language: 'swedish',
    locale: 'sv-SE',
    accents: ['standard'],
    names: 'Astrid Gustav Maja Björn',
  },
  {
    language: 'turkish',
    locale: 'tr-TR',
    accents: ['istanbul'],
    names: 'Elif Mehmet Zeynep Çağlar',
  },
  {
    language: 'ukrainian',
    locale: 'uk-UA',
    accents: ['standard'],
    names: 'Oksana Taras Daryna Bohdan',
  },
  {
    language: 'greek',
    locale: 'el-GR',
    accents: ['standard'],
    names: 'Eleni Nikos Despina Stavros',
  },
  {
    language: 'indonesian',
    locale: 'id-ID',
    accents: ['jakarta'],
    names: 'Putri Bayu Dewi Rizky',
  },
  { language: 'vietnamese', locale: 'vi-VN', accents: ['northern'], names: 'Thảo Minh Hương Đức' },
  { language: 'swahili', locale: 'sw-KE', accents: ['kenyan'], names: 'Neema Baraka' },
];
