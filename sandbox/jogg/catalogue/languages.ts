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
  readonly accents: readonly string[];
  readonly names: string;
}

export const TONGUES: readonly Tongue[] = [
  [
    'english',
    'en-US',
    'american, british, australian, irish, indian',
    'Emily Christopher Olivia James Ava Ethan Sienna Rupert Matilda Angus Aoife Declan Harper Logan Nora Miles Beatrix Alistair Ivy Jasper',
  ],
  [
    'spanish',
    'es-ES',
    'castilian, mexican, argentinian',
    'Lucía Álvaro Ximena Emiliano Martina Facundo Carmen Javier Paloma Andrés',
  ],
  [
    'french',
    'fr-FR',
    'parisian, canadian',
    'Chloé Antoine Manon Étienne Sylvie Mathis Élodie Guillaume',
  ],
  [
    'german',
    'de-DE',
    'standard, austrian',
    'Lena Jonas Greta Maximilian Anneliese Jürgen Frieda Emil',
  ],
  ['portuguese', 'pt-BR', 'brazilian, european', 'Beatriz João Larissa Gustavo Inês Duarte'],
  ['italian', 'it-IT', 'standard', 'Giulia Lorenzo Chiara Alessandro Bianca Enzo'],
  ['japanese', 'ja-JP', 'tokyo, kansai', 'Aoi Haruto Yui Ren Hanako Takeshi'],
  ['korean', 'ko-KR', 'seoul', 'Jiwoo Seojun Haeun Doyun'],
  ['chinese', 'zh-CN', 'mandarin', 'Xiaoyu Haoran Jingyi Zhiwei Meilin Junjie'],
  ['cantonese', 'zh-HK', 'hong kong', 'Wing Kaito'],
  ['hindi', 'hi-IN', 'standard', 'Aditi Vikram Kavya Aarav'],
  ['arabic', 'ar-SA', 'gulf, egyptian, levantine', 'Layla Khalid Salma Youssef Rania Karim'],
  ['dutch', 'nl-NL', 'standard', 'Fleur Daan Sanne Bram'],
  ['polish', 'pl-PL', 'standard', 'Zofia Jakub Agnieszka Tomasz'],
  ['swedish', 'sv-SE', 'standard', 'Astrid Gustav Maja Björn'],
  ['turkish', 'tr-TR', 'istanbul', 'Elif Mehmet Zeynep Çağlar'],
  ['ukrainian', 'uk-UA', 'standard', 'Oksana Taras Daryna Bohdan'],
  ['greek', 'el-GR', 'standard', 'Eleni Nikos Despina Stavros'],
  ['indonesian', 'id-ID', 'jakarta', 'Putri Bayu Dewi Rizky'],
  ['vietnamese', 'vi-VN', 'northern', 'Thảo Minh Hương Đức'],
  ['swahili', 'sw-KE', 'kenyan', 'Neema Baraka'],
].map(([language = '', locale = '', accents = '', names = '']) => ({
  ...{ language, locale, names, accents: accents.split(', ') },
}));
