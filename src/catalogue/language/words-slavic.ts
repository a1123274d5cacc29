import type { LanguageProfile } from './language-profile.ts';

/** Common words of the Slavic and Baltic languages in Latin letters. */
export const SLAVIC = {
  pl: {
    letters: 'ąćęłńóśźż',
    words: `
magazyn przeprowadza drodzy koledzy stołówka jest zamknięta kto widział ładowarkę szkolenie
zaproszenie bezpłatny parking ważne otwarte zamknięte październiku a aby ale albo bardzo bez
błędów bo był była było być będą będzie cały chcemy chodzi co coś cześć czas czy dla dlaczego do
dobry dobra dobrze dostępne dostępny drugi dwa dwie dziękuję dziękujemy dziś dzisiaj dzień działa
dziala funkcja gdy gdzie go godzin godziny godzinie gratulacje i ich ile im inne ja jak jako je
jego jej jestem jesteśmy jeszcze jeśli już jutro każdy kiedy kieruję klienci klientów klientom
która które którego który lat lepiej lub ma mają mam mamy mi mieć minuty między mniej mogą może
możecie możesz można mój muszą musi my na nad nam nami nas nasz nasza nasze naszej naszego naszych
naszym nazywam następny nic nie niech niedziela nim nowa nowe nowy nowości o od oferta oraz osób
oto pan pani piątek piątku po pod poniedziałek poniedziałku ponieważ praca prawie proszę prosimy
przed przez przy przychody rok roku razem są się sobota spotkanie spotkania szybciej szybsze
szukamy środa swoje ta tak także tam te tego tej ten teraz też to trzy tryb tu tutaj tydzień tym
tylko tygodniu u uwaga w wam wami was wasze we wejdź więcej witaj witajcie witamy wraz wszyscy
wszystkich wszystkie wszystkim wszystko wtorek wy wyprzedaży z za zapraszamy zapomnij zapomnijcie
zawsze ze zespół zespołem zespołu zmiany znów żeby czwartek styczeń luty marzec kwiecień maj
czerwiec lipiec sierpień wrzesień październik grudnia winda schodow schodów korzystać korzystac
rozpoczyna zaczyna film
`,
    affixes: `
-ów -ami -ach -ego -emu -ych -ymi -ość -ości -ania -anie -enia -enie -cja -cji -cję -ują -uje
-ować -owac -amy -emy -imy -cie -ać -eć -ić -szy -sze -ski -ska -owy -owe prze- przy- roz- wy- -rz
-cz sz- cz- rz- -dzie
`,
  },
  cs: {
    letters: 'áčďéěíňóřšťúůýž',
    words: `
sklad stěhuje říjnu milí kolegové jídelna zavřená neviděl někdo moji moje nabíječku školení
pozvánka zdarma parkování důležité otevřeno zavřeno a aby ahoj ale ani asi až bez bude budeme
budou by byl byla bylo být chceme chyb chyby co což další den dnes dneška dnešní dní do dobrý
dobré dobrá dva dvě děkuji děkujeme ještě hledáme hodin hodiny hodně i ihned já jak jako je jeho
její jejich jen jeden jedna ji jiné jmenuji jsem jsi jsme jsou jste k kam každý kde kdo kdy kdyby
když ke která které který kteří lepší lidí li má mají máme mám máte méně mezi mi mnoho mohou moc
můj může můžete můžeme musí my na nad nám nami nás náš naše naší našeho našem našim nebo nebude
nefunguje není než nezapomeňte nic nich nové nový nová novinky o od ode on ona oni pak pátek pátku
po pod podle podpory pokud pondělí ponděli porada potom práce pro proč produkt prosím proto
protože první před přes při přihlásit režim rok roku rychle rychlejší s schůzka schůze se si
skvělé snad sobota spolu spuštění středa svá své svou svůj ta tady tak také takže tam tato te té
tedy ten teď tento tím to toho tohle tom trochu tržby tu tuto tým týden týdnu týmu u už uděláte
úterý v vás váš vaše vám vedu velmi ve více video všem všechno všechny všichni vítejte výtah
vývojáře vyhledávání z za zákazníci začíná zde ze že zítra čtvrtek leden únor březen duben květen
červen červenec srpen září říjen listopad prosinec gratulujeme použijte schody
`,
    affixes: `
-ní -ního -ová -ové -ový -ého -ých -ými -ost -osti -ání -ení -ují -uje -eme -íme -áme -ám -ách
-ech -ovat -nout -ště -ské -ský -ská ně- vě- ře- při- pře- -ů -ům -ou
`,
  },
  sk: {
    letters: 'áäčďéíĺľňóôŕšťúýž',
    words: `
sklad sťahuje októbri milí kolegovia jedáleň zatvorená nevidel niekto moju moja nabíjačku školenie
pozvánka zadarmo parkovanie dôležité otvorené zatvorené a aby ahoj aj ak ako ale alebo až bez bol
bola bolo bude budeme budú by byť čo cez chýb chceme deň dnes dneška dnešný do dobrý dobré dobrá
dva dve ďakujem ďakujeme dobre ešte hľadáme hodiny hodín i iba ich ide ja je jeho jej jeden jedna
každý kde kedy keď keďže kto ktorá ktoré ktorí ktorý ktorých lebo len ľudí má majú máme mám máte
medzi menej mi mnoho môj môže môžu môžete môžeme musí my na nad nám nami nás náš naše našej našom
našim nášho nefunguje nezabudnite nie než nič nich nové nový nová novinky o od odo on ona oni po
pod podľa podpory pokiaľ pondelok pondelka potom práca pre prečo pri prihlásiť produkt prosím
preto pretože prvý pred rok roku rýchlejšie rýchlo s sa si skvelé sme ste so som sobota spolu
spusteniu stretnutie streda sú svoje svoj ta tak takže tam táto te tento teraz tiež tím tímu to
toho toto tom tržby tu tým týždeň u už utorok v vám vami vás váš vaše vediem veľmi veľa viac video
všetci všetko všetky všetkým vitajte výťah vývojárov vyhľadávanie vo z za zákazníci začína zajtra
zo že štvrtok piatok piatka január február marec apríl máj jún júl november december gratulujeme
použite schody volám urobíte
`,
    affixes: `
-nie -nia -ého -ých -ými -osť -osti -anie -enie -ujú -uje -eme -íme -áme -ám -ách -och -ovať -núť
-iť -ať -ieť -ské -ský -ská pre- pri- -ie -ia -iu -ou -om -mi
`,
  },
  sl: {
    letters: 'čšž',
    words: `
skladišče seli videl polnilnik izobraževanje vabilo brezplačno parkirišče pomembno odprto zaprto
oktobra jutri kolegi a ali ampak bi bil bila bilo biti bo bodo bolj brez cel dan danes dela deluje
dne dobro dober dobrodošli do dol dve dva dvema dvigalo da eden ekipa ekipo ekipe en ena eno ga
gre hitrejše hitro hvala ime ima imajo imamo imate in iščemo iz iskanje izdelek jaz je jih jim jo
kaj kako kar katera katere kateri kdaj kdo ker ki kje ko kot kupci lahko le leta letos leto manj
me med mi minutah mogoče mora morajo moramo moj naj na nad najbolj nam nami nas naš naša naše naši
naših nato način napak ne nekaj ni nič niso njegov njihov nov nova nove novi novo novosti o ob od
odlično oni oziroma pa petka petek po pod podpora podporo ponedeljek ponedeljka pozabite pri prav
pred preko prihodki prijavijo prosim prvi ravno s saj sam samo se sebe si sem sestanek skupaj smo
so spet sreda ste stopnice stranke stran svoj svoje svojih ta tako tam te tega teden tedna ter ti
to tretji tudi tukaj tri torek u uporabite uri ure v vam vami vas vaš vaše več vedno veliko video
vodim vpisati vsak vsaka vse vsem vseh vsi vstop začne za zakaj zato zdaj zelo z že četrtek sobota
nedelja januar februar marec april maj junij julij avgust oktober čestitamo uspeh razprodaji jutro
`,
    affixes: `
-ega -emu -imi -ih -ost -osti -anje -enje -anja -ajo -ijo -ejo -amo -emo -imo -ite -ati -iti -alec
-alce -alci -ski -ska -ovanje -stvo raz- pri- -šč
`,
  },
  hr: {
    letters: 'čćđšž',
    words: `
skladište listopadu dragi kolege zatvorena cijeli vidio punjač besplatno parkiralište važno
otvoreno zatvoreno pozivnica podatkovnog podatkovni videozapis tečaj tvrtka tvrtke zaslon a ali
bez bi bih bila bilo bio biti bit bolje brže bude cijena čak čim da dan danas dana dizalo dijete
dobar dobra dobro dobrodošli do dok dvije dva djelatnici ga gdje godina godine hvala i ih ili ima
imaju imamo imate iako idući ispod iz ja je jedan jedna jednu jer još jutro kada kad kako kao koja
koje koji kojim kojima koju korisnici korisnicima kroz li lijepo manje me mi minuta minute mjesec
mjesto možda može možemo možete mogu molim molimo mora moraju moramo moj na nad nakon nam nama nas
naš naša naše našu naši naših našeg nedjelja ne nego nema neki neće nešto nije nikad ništa nisu
njegov nov nova nove novi novo novosti o od oko on ona oni ovaj ova ovo opet osim pa petak petka
po pod ponedjeljak ponedjeljka podršku podrška poslije posao prije prema preko pri prihodi
prijaviti prvi proizvod prošli putem pogrešaka rad rada radi s sa sad sada sam samo sastanak sati
sate se sebe si sjajno smo srijeda ste stube stvari su subota sutra svaki sve svi svih svima svoj
svoje svoja ta tako također tamo te tjedan tjedna tijekom ti tim timu to tri treba tražimo trebate
tko u ukoliko unutar upisati utorak uvijek uz uvjeti vam vama vas vaš vaše već velik više vidjeti
vodim vrijeme vrlo za zaboravite zaposlenici zašto zato zbog zovem znači što četvrtak siječanj
veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac čestitamo
koristite počinje napraviti
`,
    affixes: `
-ije -ijeg -ijem -je -oga -omu -ima -ost -osti -anje -enje -anja -aju -uju -amo -emo -imo -ite
-ati -iti -irati -ski -ska -stvo -ljeno -ljene iz- pri- pro- raz- -vje -mje -dje -ijen -cija
`,
  },
  sr: {
    letters: 'čćđšž',
    words: `
skladište novembru dragi kolege zatvorena ceo neko video punjač besplatno parking važno otvoreno
zatvoreno pozivnica kurs firma firme ekran a ali bez bi bih bila bilo bio biti bolje brže bude
cena čak čim da dan danas dana dobar dobra dobro došli dobrodošli do dok dve dva ga gde godina
godine godini hvala i ih ili ima imaju imamo imate iako idući ispod iz ja je jedan jedna jednu jer
još jutro kada kad kako kao koja koje koji kojim koju korisnici kroz li lepo lift manje me mi
minuta minute minuti mesec mesto možda može možemo možete mogu molim molimo mora moraju moramo moj
na nad nakon nam nama nas naš naša naše našu naši naših našeg nedelja nedelje ne nego nema neki
neće nešto nije nikad ništa nisu njegov nov nova nove novi novo novosti o od odsto oko on ona oni
ovaj ova ovo opet osim pa petak petka po pod ponedeljak ponedeljka podršku podrška posle posao pre
prema preko pri prihodi prijave prvi proizvod prošli greška grešaka rad radi s sa sad sada sam
samo sastanak sati sate se sebe si sjajno smo sreda ste stepenice stvari su subota sutra svaki sve
svi svih svima svoj svoje svoja ta tako takođe tamo te tokom ti tim timu to tri treba tražimo
trebate ko u ukoliko unutar upišete utorak uvek uz uslovi vam vama vas vaš vaše već velik više
videti vodim vreme vrlo za zaboravite zaposleni zašto zato zbog zovem znači šta časova četvrtak
januar februar mart april maj jun jul avgust oktobar novembar decembar septembar čestitamo
koristite počinje napravite snimak prolećnu
`,
    affixes: `
-oga -omu -ima -ost -osti -anje -enje -anja -aju -uju -amo -emo -imo -ite -ati -iti -ovati -isati
-ski -ska -stvo -ete iz- pri- pro- raz- -cija
`,
  },
  lt: {
    letters: 'ąčęėįšųūž',
    words: `
spalį keliamės sandėlį matė įkroviklį rytoj uždaryta atidaryta svarbu nemokamai kolegos ačiū
antradienis apie ar arba aš atvykę be bet biuras bus buvo čia dabar daug diena dienos didelis dar
dėl galėsite gali galima galite geras gerai gyvai iki ir iš išaugo ieškome į jau jei jie jis jo
jos jums jūs jūsų kad kai kaip kas kada kainos kiekvienas klaidų klientai klientams komanda
komandai komandos kodėl kur labai labas laba lietuva liftas mano manęs mažiau mes metai metų mūsų
mums naujas nauja nauji naujienos ne nebėra nepamirškite neveikia nes nuo nėra o pagal pajamos
pasaulis pat penktadienio penktadienis per pirmadienio pirmadienis po prašome prasideda prie prieš
produktas rytas savaitė savaitę savo sveiki sveikiname su susitikimas šiandien šis šį šią ši šių
tai taip tada tik tiek todėl turi turime tu už vadovauju valandą valandų valandos vardas vis
visada visi visiems viskas visų yra žmonės
`,
    affixes: `
-as -is -ys -us -os -ai -iai -ių -ų -imas -imo -imą -oti -ėti -yti -ame -ome -ėme -kite -ites -iui
-ams -oms -ais -ose -uose -ė -ės -ijos
`,
  },
  lv: {
    letters: 'āčēģīķļņšūž',
    words: `
oktobrī noliktava pārceļas kāds redzēja lādētāju rīt slēgts atvērts svarīgi bezmaksas kolēģi ar
arī apsveicam atbalsta bet bija bez būs būt ceturtdiena cik darba darbs dienas diena divas divi
drīz es esam esmu gada gads grib ievadīt ikviens ir it ja jau jauns jauna jauni jaunumi jūs jūsu
ka kad kas kā katrs kāpēc klienti klientiem kļūdu kļūdas komanda komandu kur labi labrīt labdien
labas laipni laiks lai lifts līdz ļoti lūdzam lūdzu man mani mazāk mēs meklējam mūsu mums nav ne
nedēļa neaizmirstiet nedarbojas no nu otrdiena pa par pat paldies pēc pie piektdien piektdiena
piektdienai pirmdien pirmdiena pirmdienai pirms pulksten pret produkts sanāksme sapulce sākas sauc
savas savu sevi sestdiena stundas stundām svētdiena šodien šodienas šī šis šo tā tad tagad tas
tikai to tomēr trešdiena tumšais un uz vada vadu vai vairāk var varat vēl viens visi visiem visu
viss vienmēr ļaudis
`,
    affixes: `
-iem -ām -as -is -us -ais -ās -ā -ē -ī -ība -ības -šana -šanu -šanas -ties -āt -ēt -īt -iet -am
-ējam -ājam -tājs -tāji -tājus -ņš -ši ie- iz- aiz- pār- ne-
`,
  },
} as const satisfies Readonly<Record<string, LanguageProfile>>;
