import { describe, expect, it } from 'vitest';
import {
  languageClash,
  scriptLanguage,
  spokenLocale,
} from '../../src/catalogue/script-language.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';

describe('the language of a script', () => {
  it.each([
    ['en', 'Welcome to our spring sale. Everything must go, so come early and bring friends.'],
    ['fr', FRENCH],
    ['de', 'Willkommen zu unserem Frühlingsverkauf, alles muss raus bis Montag.'],
    ['es', 'Bienvenidos a nuestra venta de primavera, todo debe desaparecer antes del lunes'],
    ['pt', 'Bem-vindos à nossa venda de primavera, tudo deve desaparecer antes de segunda-feira'],
    ['it', 'Benvenuti alla nostra vendita di primavera, tutto deve sparire prima di lunedì'],
    ['sv', 'Välkommen till vår vårrea, allt måste bort före måndag, så kom i god tid'],
    ['pl', 'Witamy na naszej wiosennej wyprzedaży, wszystko musi zniknąć do poniedziałku'],
    ['ja', 'こんにちは、春のセールへようこそ'],
    ['zh', '欢迎来到我们的春季促销'],
    ['ko', '안녕하세요 봄 세일에 오세요'],
    ['ar', 'مرحبا بكم في تخفيضات الربيع'],
    ['hi', 'हमारी वसंत बिक्री में आपका स्वागत है'],
  ])('%s is told', (tag, script) => {
    expect(scriptLanguage(script)).toBe(tag);
  });

  it.each([
    ['nothing', ''],
    ['too little', 'Bonjour à tous'],
    ['one word over and over', 'word '.repeat(60)],
    ['numbers and signs', '20 % 30 € 12:30 – 14:00 '.repeat(20)],
    ['names and codes', 'Jogg API v2 GET /avatars PUT /assets webhook URL'],
    ['Danish', 'Velkommen til vores forårsudsalg, alt skal væk inden mandag'],
    ['Norwegian', 'Velkommen til vårt vårsalg, alt må bort før mandag. Ta med venner og familie'],
    ['Finnish', 'Tervetuloa kevätmyyntiimme, kaiken on lähdettävä ennen maanantaita'],
    [
      'Catalan',
      'Benvinguts a la nostra venda de primavera, tot ha de desaparèixer abans de dilluns',
    ],
    ['placeholder text', 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod'],
  ])('of %s is not guessed', (_, script) => {
    expect(scriptLanguage(script)).toBe(null);
  });

  it('chooses the locale of the voice; the person’s own region stays where the language is theirs', () => {
    expect([
      spokenLocale(FRENCH, 'en-US'),
      spokenLocale(FRENCH, 'fr-CA'),
      spokenLocale('Hi', 'de-DE'),
    ]).toEqual(['fr', 'fr-CA', 'de-DE']);
  });

  it('clashes only with a voice that is known to speak another one', () => {
    expect([
      languageClash(FRENCH, 'english'),
      languageClash(FRENCH, 'french'),
      languageClash(FRENCH, null),
      languageClash(FRENCH, 'house blend'),
      languageClash('Hi', 'english'),
    ]).toEqual([{ voice: 'English', script: 'French' }, null, null, null, null]);
  });
});
