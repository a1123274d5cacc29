/** Scripts in Slavic and Baltic languages of the Latin alphabet by their tags, one a line. */
export const SLAVIC = {
  pl: `
Witamy na naszej wiosennej wyprzedaży, wszystko musi zniknąć do poniedziałku
Dzień dobry wszystkim, spotkanie zaczyna się o 10.
Nie zapomnijcie wpisać godzin do piątku.
Nowości: tryb ciemny, szybsze wyszukiwanie i mniej błędów.
Od dzisiaj klienci Acme mogą logować się przez Single Sign-On.
Nasze przychody wzrosły o 12%. Dziękujemy wszystkim!
Nazywam się Priya i kieruję zespołem wsparcia w Bangalore.
Z Jogg zrobisz film w Slacku w dwie minuty.
Szukamy programistów, projektantów i analityka danych
Gratulacje z okazji premiery, Team Phoenix!
Winda nie dziala, prosimy korzystac ze schodow
`,
  cs: `
Vítejte na našem jarním výprodeji, všechno musí zmizet do pondělí.
Dobré ráno všem, schůzka začíná v 10 hodin.
Nezapomeňte zapsat své hodiny do pátku.
Novinky: tmavý režim, rychlejší vyhledávání a méně chyb.
Ode dneška se zákazníci Acme mohou přihlásit přes Single Sign-On.
Naše tržby vzrostly o 12 %. Děkujeme všem!
Jmenuji se Priya a vedu tým podpory v Bangalore.
S Joggem uděláte video ve Slacku za dvě minuty.
Hledáme vývojáře, designéry a datového analytika
Gratulujeme ke spuštění, Team Phoenix!
Výtah nefunguje, použijte prosím schody
`,
  sk: `
Vitajte na našom jarnom výpredaji, všetko musí zmiznúť do pondelka.
Dobré ráno všetkým, stretnutie sa začína o 10.
Nezabudnite zapísať svoje hodiny do piatka.
Novinky: tmavý režim, rýchlejšie vyhľadávanie a menej chýb.
Odo dneška sa zákazníci Acme môžu prihlásiť cez Single Sign-On.
Naše tržby vzrástli o 12 %. Ďakujeme všetkým!
Volám sa Priya a vediem tím podpory v Bangalore.
S Joggom urobíte video v Slacku za dve minúty.
Hľadáme vývojárov, dizajnérov a dátového analytika
Gratulujeme k spusteniu, Team Phoenix!
Výťah nefunguje, použite prosím schody
`,
  sl: `
Dobrodošli na naši pomladni razprodaji, vse mora izginiti do ponedeljka.
Dobro jutro vsem, sestanek se začne ob 10. uri.
Ne pozabite vpisati svojih ur do petka.
Novosti: temni način, hitrejše iskanje in manj napak.
Od danes se lahko stranke podjetja Acme prijavijo s Single Sign-On.
Naši prihodki so zrasli za 12 %. Hvala vsem!
Ime mi je Priya in vodim ekipo za podporo v Bangaloreju.
Z Joggom naredite video v Slacku v dveh minutah.
Iščemo razvijalce, oblikovalce in podatkovnega analitika
Dvigalo ne deluje, uporabite stopnice
`,
  hr: `
Dobrodošli na našu proljetnu rasprodaju, sve mora nestati do ponedjeljka.
Ne zaboravite upisati svoje sate do petka.
Novosti: tamni način rada, brže pretraživanje i manje pogrešaka.
Od danas se svi korisnici Acme mogu prijaviti putem Single Sign-On.
S Joggom možete napraviti videozapis u Slacku za dvije minute.
Tražimo programere, dizajnere i podatkovnog analitičara
Dizalo ne radi, molimo koristite stube
`,
  'sr-Latn': `
Dobro došli na našu prolećnu rasprodaju, sve mora da nestane do ponedeljka.
Dobro jutro svima, sastanak počinje u 10 časova.
Ne zaboravite da upišete svoje sate do petka.
Novosti: tamni režim, brža pretraga i manje grešaka.
Od danas svi korisnici mogu da se prijave preko Single Sign-On.
Naši prihodi su porasli za 12 odsto. Hvala svima!
Sa Joggom možete da napravite snimak za dve minute.
Lift ne radi, molimo vas da koristite stepenice
`,
  // Right in both.
  'hr sr': `
Dobro jutro svima, sastanak počinje u 10 sati.
Naši prihodi porasli su za 12 %. Hvala svima!
Zovem se Priya i vodim tim za podršku u Bangaloreu.
Zovem se Prija i vodim tim za podršku u Bangaloru.
Tražimo programere, dizajnere i analitičara podataka
`,
  lt: `
Sveiki atvykę į mūsų pavasario išpardavimą, viskas turi dingti iki pirmadienio.
Labas rytas visiems, susitikimas prasideda 10 valandą.
Nepamirškite įrašyti savo valandų iki penktadienio.
Naujienos: tamsus režimas, greitesnė paieška ir mažiau klaidų.
Nuo šiandien visi klientai gali prisijungti su Single Sign-On.
Mūsų pajamos išaugo 12 %. Ačiū visiems!
Mano vardas Priya ir aš vadovauju palaikymo komandai.
Ieškome programuotojų, dizainerių ir duomenų analitiko
Sveikiname su startu, Team Phoenix!
Liftas neveikia, naudokitės laiptais
`,
  lv: `
Laipni lūdzam mūsu pavasara izpārdošanā, visam jāpazūd līdz pirmdienai.
Labrīt visiem, sapulce sākas pulksten 10.
Neaizmirstiet ierakstīt savas stundas līdz piektdienai.
Jaunumi: tumšais režīms, ātrāka meklēšana un mazāk kļūdu.
No šodienas visi klienti var pieslēgties ar Single Sign-On.
Mūsu ieņēmumi pieauga par 12 %. Paldies visiem!
Mani sauc Priya, un es vadu atbalsta komandu.
Meklējam programmētājus, dizainerus un datu analītiķi
Apsveicam ar palaišanu, Team Phoenix!
Lifts nedarbojas, lūdzu, izmantojiet kāpnes
`,
} as const;
