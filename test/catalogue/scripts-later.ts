/** More scripts, shorter and from other days at work, by their tags. */
export const LATER = {
  en: `
Grab a seat, the webinar kicks off shortly.
Parking garage closed until Wednesday due to flooding
Warehouse inventory is being counted tonight, expect delays.
Meet our intern cohort: Xiomara, Oluwaseun, Bjørn and Zsófia.
Cheers to ten wonderful years at Grünwald & Söhne!
Patch 7.3 fixes the memory leak reported by Müller GmbH.
Yoga on the rooftop every Tuesday, mats provided.
Breaking: Nordwind Logistics acquires Hafen Spedition for €40M
Benvenuto Cellini and Don Quijote walk into a bar, and marketing laughs.
Q4 OKRs: ship faster, churn less, smile more
We regret to inform you that the bakery order was cancelled.
Rumour has it the printer is haunted.
`,
  de: `
Unser Lager in Hamburg zieht im Oktober um.
Kostenlose Parkplätze gibt es hinter dem Gebäude.
Liebe Kolleginnen und Kollegen, die Kantine bleibt morgen geschlossen.
Jetzt anmelden und Rabatt sichern!
`,
  nl: `
Het magazijn in Utrecht verhuist volgende maand.
Schrijf je snel in voor de cursus en krijg korting!
Beste collega's, de kantine is morgen gesloten.
Wie heeft mijn oplader gezien?
`,
  da: `
Lageret i Aarhus flytter til oktober.
Kære kolleger, kantinen holder lukket i morgen.
Tilmeld dig nu og få rabat på kurset!
Hvem har set min oplader?
`,
  no: `
Lageret i Bergen flytter i oktober.
Kjære kolleger, kantina holder stengt i morgen.
Meld deg på nå og få rabatt på kurset!
Hvem har sett laderen min?
`,
  sv: `
Lagret i Göteborg flyttar i oktober.
Kära kollegor, matsalen håller stängt imorgon.
Anmäl dig nu och få rabatt på kursen!
Vem har sett min laddare?
`,
  fr: `
Notre entrepôt de Lyon déménage en octobre.
Chers collègues, la cantine restera fermée demain.
Inscrivez-vous vite et profitez de la remise !
Qui a vu mon chargeur ?
`,
  es: `
Nuestro almacén de Valencia se muda en octubre.
Queridos compañeros, el comedor cierra mañana.
Inscríbete ya y consigue un descuento
¿Alguien ha visto mi cargador?
`,
  pt: `
Nosso armazém em Recife muda de endereço em outubro.
Caros colegas, o refeitório fecha amanhã.
Inscreva-se agora e ganhe desconto no curso!
Alguém viu meu carregador?
`,
  it: `
Il nostro magazzino di Torino si trasferisce a ottobre.
Cari colleghi, la mensa resta chiusa domani.
Iscriviti subito e ottieni uno sconto!
Qualcuno ha visto il mio caricatore?
`,
  ca: `
El nostre magatzem de Girona es trasllada a l'octubre.
Algú ha vist el meu carregador?
`,
  ro: `
Depozitul nostru din Cluj se mută în octombrie.
Dragi colegi, cantina rămâne închisă mâine.
Ați văzut cumva încărcătorul meu?
`,
  pl: `
Nasz magazyn w Gdańsku przeprowadza się w październiku.
Drodzy koledzy, stołówka jutro jest zamknięta.
Kto widział moją ładowarkę?
`,
  cs: `
Náš sklad v Brně se v říjnu stěhuje.
Milí kolegové, jídelna je zítra zavřená.
Neviděl někdo moji nabíječku?
`,
  sk: `
Náš sklad v Košiciach sa v októbri sťahuje.
Milí kolegovia, jedáleň je zajtra zatvorená.
Nevidel niekto moju nabíjačku?
`,
  sl: `
Naše skladišče v Kopru se oktobra seli.
Je kdo videl moj polnilnik?
`,
  hr: `
Naše skladište u Splitu seli se u listopadu.
Dragi kolege, kantina je sutra zatvorena cijeli dan.
Je li tko vidio moj punjač?
`,
  sr: `
Naše skladište u Nišu seli se u novembru.
Da li je neko video moj punjač?
`,
  hu: `
Októberben költözik a győri raktárunk.
Kedves kollégák, holnap zárva tart az étkezde.
Látta valaki a töltőmet?
`,
  fi: `
Tampereen varastomme muuttaa lokakuussa.
Hyvät kollegat, ruokala on huomenna suljettu.
Onko kukaan nähnyt laturiani?
`,
  tr: `
Bursa'daki depomuz ekim ayında taşınıyor.
Değerli arkadaşlar, yemekhane yarın kapalı.
Şarj aletimi gören oldu mu?
`,
  id: `
Gudang kami di Surabaya pindah bulan Oktober.
Rekan-rekan, kantin tutup besok karena renovasi.
Ada yang melihat charger saya?
`,
  ms: `
Gudang kami di Johor berpindah pada bulan Oktober.
Rakan sekerja, kantin ditutup esok.
Siapa nampak pengecas saya?
`,
  vi: `
Kho hàng ở Hải Phòng sẽ chuyển vào tháng mười.
Có ai thấy sạc của tôi không?
kho hang cua chung toi se chuyen
`,
  fil: `
Lilipat ang bodega namin sa Cebu sa Oktubre.
May nakakita ba ng charger ko?
`,
  sw: `
Ghala letu la Mombasa litahamia mwezi Oktoba.
Nani ameona chaja yangu?
`,
  lt: `
Spalį keliamės į naują sandėlį Kaune.
Ar kas matė mano įkroviklį?
`,
  lv: `
Oktobrī mūsu noliktava Rīgā pārceļas.
Vai kāds redzēja manu lādētāju?
`,
  ru: `
Наш склад в Казани переезжает в октябре.
Кто видел мою зарядку?
`,
  uk: `
Наш склад у Львові переїжджає в жовтні.
Хто бачив мою зарядку?
`,
  bg: `
Складът ни във Варна се мести през октомври.
Някой виждал ли е зарядното ми?
`,
  'sr-Cyrl': `
Наше складиште у Нишу сели се у новембру.
`,
  ar: `
ينتقل مستودعنا في جدة إلى مبنى جديد في أكتوبر
من رأى شاحني؟
`,
  fa: `
انبار ما در شیراز مهرماه جابجا می‌شود
`,
  hi: `
हमारा गोदाम अक्टूबर में पुणे जा रहा है
किसी ने मेरा चार्जर देखा है?
`,
  mr: `
आमचे गोदाम ऑक्टोबरमध्ये पुण्यात हलणार आहे
`,
  ja: `
倉庫は十月に移転します
新製品発表会
`,
  zh: `
我们的仓库十月搬到苏州
谁看见我的充电器了
`,
  'zh-Hant': `
我們的倉庫十月搬到台中
`,
  yue: `
邊個見到我個充電器呀？
`,
} as const;
