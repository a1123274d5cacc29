/** Scripts whose words were not looked at when the word lists were made: what those are worth. */
export const UNSEEN = {
  en: `
Bring an umbrella, the barbecue happens regardless of clouds.
Gate seven boards in twenty minutes.
Ludwig van Beethoven plays in our lobby, sort of.
Refunds arrive within three banking days.
Mind the wet paint near elevator C.
Chef Yotam Ottolenghi cooks for us, and nobody brings sandwiches.
Swap shifts with Agnès or Joaquín before noon.
Our mascot, Señor Taco, turns five.
Latency dropped forty percent after the cache rewrite.
Vote for the ugliest sweater!
`,
  de: `
Der Aufzug im Westflügel fällt heute leider aus.
Bringt bitte eure Regenjacken mit zum Grillfest.
Erstattungen kommen innerhalb von drei Werktagen an.
`,
  nl: `
Neem een paraplu mee naar de barbecue.
Terugbetalingen volgen binnen drie werkdagen.
De vergaderzaal op de tweede verdieping lekt.
`,
  da: `
Tag en paraply med til grillfesten.
Pengene er på jeres konto om tre hverdage.
Mødelokalet på anden sal er desværre utæt.
`,
  no: `
Ta med paraply til grillfesten.
Pengene er på kontoen om tre virkedager.
Møterommet i andre etasje lekker dessverre.
`,
  sv: `
Ta med ett paraply till grillfesten.
Pengarna finns på kontot inom tre vardagar.
Mötesrummet på andra våningen läcker tyvärr.
`,
  fr: `
Prenez un parapluie pour le barbecue.
Les remboursements arrivent sous trois jours ouvrés.
La salle du deuxième étage fuit malheureusement.
`,
  es: `
Traed paraguas a la barbacoa.
Los reembolsos llegan en tres días hábiles.
La sala del segundo piso tiene goteras.
`,
  pt: `
Tragam guarda-chuva para o churrasco.
Os reembolsos chegam em três dias úteis.
A sala do segundo andar está com goteira.
`,
  it: `
Portate l'ombrello alla grigliata.
I rimborsi arrivano entro tre giorni lavorativi.
La sala al secondo piano perde acqua.
`,
  pl: `
Zabierzcie parasol na grilla.
Zwroty docierają w ciągu trzech dni roboczych.
`,
  cs: `
Vezměte si na grilování deštník.
Peníze dorazí do tří pracovních dnů.
`,
  sk: `
Vezmite si na grilovačku dáždnik.
Peniaze dorazia do troch pracovných dní.
`,
  ro: `
Luați umbrela la grătar.
Rambursările ajung în trei zile lucrătoare.
`,
  hu: `
Hozzatok esernyőt a grillpartira.
A visszatérítés három munkanapon belül megérkezik.
`,
  fi: `
Ottakaa sateenvarjo mukaan grillijuhliin.
Palautukset saapuvat kolmessa arkipäivässä.
`,
  tr: `
Mangal partisine şemsiyenizi getirin.
Geri ödemeler üç iş günü içinde yapılır.
`,
  id: `
Bawa payung ke acara barbekyu.
Dana kembali dalam tiga hari kerja.
`,
  ms: `
Bawa payung ke majlis barbeku.
Bayaran balik sampai dalam tiga hari bekerja.
`,
  vi: `
Nhớ mang ô đến tiệc nướng.
Tiền hoàn lại trong ba ngày làm việc.
`,
  fil: `
Magdala ng payong sa ihaw-ihaw.
`,
  sw: `
Leteni mwavuli kwenye karamu ya nyama choma.
`,
  ru: `
Возьмите зонт на барбекю.
Деньги вернутся за три рабочих дня.
`,
  uk: `
Візьміть парасольку на барбекю.
`,
  bg: `
Вземете чадър за барбекюто.
`,
  ar: `
أحضروا مظلة إلى حفل الشواء
`,
  hi: `
बारबेक्यू में छाता लेकर आइए
`,
  ja: `
バーベキューには傘を持ってきてください
`,
  ko: `
바비큐에 우산을 가져오세요
`,
  zh: `
烧烤活动请自带雨伞
`,
} as const;
