import type { LanguageProfile } from './language-profile.ts';

/** Common words of the Germanic languages other than English. */
export const GERMANIC = {
  de: {
    letters: 'äöüß',
    words: `
lager zieht umzug kostenlose kostenlos gibt hinter gebäude kolleginnen kollegen kantine anmelden
sichern rabatt parkplatz wichtig wichtige update startet starten veranstaltung einladung schulung
feier chef chefin mitbringen ladegerät gesehen jemand ab aber abend acht alle allem allen aller
alles als also am an andere anderen arbeit auch auf aus bald bei beim beginnt bereits besser bis
bitte bleibt brauchen da dabei dafür dank danke dann das dass daten dein deine dem den denn der
des deshalb die dies diese diesem diesen dieser dieses dir doch dort drei durch ein eine einem
einen einer eines einfach einmal er erste ersten es etwas euch euer eure euren fehler firma frage
fragen frau freitag freuen freut fünf für ganz gegen geht gemeinsam genau gestern gilt guten gut
gute habe haben habt hallo hat heißt herr herzlich herzlichen heute hier hilfe ich ihr ihre ihrem
ihren ihm ihn im in info ist ja jahr jahre jede jeden jeder jetzt kann kannst kaputt kein keine
keinen kommen kommt können könnt kunden kurze kurzer lassen läuft leider leite liebe machen macht
man mehr mein meine mich mir mit mitarbeiter mittag mittwoch montag morgen muss müssen nach
nächste nächsten neu neue neuem neuen neuer neues nicht nichts nie noch nun nur ob oder ohne
praktisch produkt schneller schnellere schon schön schöne sehr sei seid sein seine seit seite sich
sie sind so sofort soll sollen sondern stunden suche suchen tag tage team treffen über uhr um
umsatz und uns unser unsere unserem unseren unserer unseres unter verfügbar vergesst vergessen
verkauf viel viele vielen vom von vor vorstellung wann war warum was weil weiter wenig weniger
wenn wer werden wie wieder willkommen wir wird woche wollen wurde zeit zu zum zur zusammen zwei
zwischen arbeiten besprechung büro donnerstag dienstag samstag sonntag januar februar märz mai
juni juli august september oktober dezember stellen vergiss gestiegen glückwunsch
`,
    affixes: `
-ung -ungen -keit -heit -lich -liche -lichen -schaft -isch -ische -ieren -iert ge- ver- ein- -chen
-tzt -ern -igen -ige -ger -cht -sch sch- -tz
`,
  },
  nl: {
    letters: 'éëïèöüê',
    words: `
magazijn verhuist volgende maand schrijf snel cursus krijg korting beste collega kantine gesloten
oplader gezien start starten training uitnodiging feest belangrijk gratis parkeren aan af al alle
alleen alles allemaal als altijd anders avond beter bent bedankt begint beschikbaar bij binnen
blij dag dagen dan dank dankjewel dat de deze die dinsdag dit doe doen donderdag door drie duur
een eerste eigen elke en er erg even fouten fijn ga gaan gaat geen gefeliciteerd geven gewoon goed
goede goedemiddag goedemorgen graag groot haar had hallo heb hebben heeft heel heet hem hen het
hier hij hoe hoi hun iedereen iets ik in info inloggen is ja jaar je jij jou jouw jullie kan klaar
klanten komen komt korte kun kunnen kunt laat leid leuk lift maak maakt maar maandag maken man mee
meer meeste men met mij mijn minder minuten moet moeten mooi morgen na naar nemen neem niet niets
nieuw nieuwe nog nooit nu of om omdat omzet onder ons onze ook op over per plaats samen sneller
sommige straks stuk te tegen ten ter terug tijd tijdens toch toe tot trots tussen twee u uit uur
uw uren van vanaf vanavond vandaag vanwege veel vergadering vergeet vertel verder voor vrijdag
vragen waar waarom wanneer want was wat we week weer weg welke welkom werk werken werkt wie wij
wil willen wordt worden zal ze zeer zei zelf zich zie zien zij zijn zoals zodat zoek zoeken zoekt
zonder zou zullen bijeenkomst medewerkers woensdag zaterdag zondag januari februari maart april
mei juni juli augustus oktober gestegen trap mag
`,
    affixes: `
-ijk -ijke -heid -heden -tje -tjes -ingen -ij -ijn -ijd -eren -eerd ge- ver- -aar -aat -oor -uis
-uur -oek -aan -eek -ven -zen -lijk sch- ij- -isch -ische -sten -ders -pen
`,
  },
  af: {
    letters: 'êëéôîïû',
    words: `
aan al alle almal alles as baie begin beter binne by daar dag dan dankie dat deur die dit doen
eerste ek elke en est foute gaan gaat gebruik geen goed goeie graag groot hallo het hierdie hoe
hom hulle hulp hy iets in is ja jaar jou jul julle kan kliënte kom kon kry laat lei maak maar
maandag meer met minder minute moenie moet more môre my na nie nog nou nuut nuwe of om ons ook op
oor saam se sal sien so soek soos span sy te teen toe tot twee tyd ure u uit van vandag vanaf
vanaand vergadering vergeet vir vra vrydag vul waar wag wanneer want wat wees weg welkom werk week
wie wil word asseblief hysbak trappe geluk vinniger kantoor ondersteuning aanmeld verkope inkomste
`,
    affixes: '-heid -lik -like ge- ver- -asie -ie -ies -tjie -yk -ys -uur -oor -aar -eer',
  },
  da: {
    letters: 'æøåé',
    words: `
lageret flytter kære kolleger kantinen holder lukket i morgen tilmeld rabat kurset set oplader
fest invitation vigtigt gratis parkering uddannelse chefen åbner lukker næsten hinanden ses venlig
hilsen hedder hed logge logger kollega kollegaer fredagsbar møder mødelokale kaffe frokost ad af
alle allerede alt altid anden andet at bare bedre bedste begynder blev blevet blive bliver brug
bruge bruger burde da dag dage de dem den denne der deres det dette dig din dine disse dit dog du
efter ej eller en end endnu er et få får fejl fire flere for fordi forårets fra fredag fremad før
først første gennem gå går gjort god godmorgen gode godt gør gøre ham han har havde have hej hel
hele hen hende her hjælp hjælpe hos huske husk hurtigere hvad hvem hver hvis hvor hvordan hvorfor
ifølge igen ikke imod ind inden ingen intet ja jeg jer jeres jo kan kender kl klokken komme kommer
kontor kontoret kort kunde kunder kunne lad lav lave laver leder lige lidt man mandag mange med
meget mellem men mere mig mindre min mine minutter mit mod mødet møde mødes mørk må måske nogen
noget nogle nu ny nye nyt når næste og også om onsdag op os over på præsentation sammen samt se
selv senere sidste sig sin siden skal skriv skulle som stadig starter stor store søger så tage tak
tid til tilbage tilgængelig tillykke timer tirsdag to torsdag tusind ud uden under uge uger ugen
undtagen var ved velkommen vi vigtig vil ville virker vores vokset være været vær værsgo årets år
afdeling medarbejdere januar februar marts april maj juni juli august oktober søndag lørdag
venligst trappen omsætning udviklere færre søgning elevatoren indberette
`,
    affixes: `
-else -elser -elsen -hed -ning -ningen -inger -erne -ede -ende -lig -lige -ligt -eren -øg -øj -æg
-dt -gt -skab -igt -tion -tionen ud- af- op- for-
`,
  },
  no: {
    letters: 'æøåéòôê',
    words: `
lageret flytter kjære kolleger kantina kantinen stengt meld påmelding rabatt kurset sett laderen
lader fest invitasjon viktig gratis parkering opplæring sjefen åpner stenger nesten hverandre sees
vennlig hilsen hette kollega kollegaer møter møterom kaffe lunsj inn alle allerede alltid alt
andre at av bare bedre begge begynner beste ble bli blir bort bruk bruke brukere da dag dager de
deg dem den denne der deres det dette din dine disse ditt dere du eller en ei enda er et etter
eneste ett få får feil fem fire flere for fordi fra fram fredag frem før først første gang gikk
gjennom gjør gjøre gjort god godt går ha hadde ham han har hei hele heisen her heter hjelp hjelpe
hos hun husk hva hvem hver hvilken hvis hvor hvordan hvorfor i idag igjen ikke imot ingen innen ja
jeg jobber kan kjøp kl klokka klokken komme kommer kontor kontoret kort kunde kunder kunne kveld
la lag lager lage lanseringen leder legg lite litt logge man mandag mange med meg mellom men mens
mer mindre min mine minutter mitt mot møte møtet mørk må måtte navn neste noe noen nok nytt nå når
ny nye og også om onsdag opp oss over på presentasjon raskere rett sammen samt se selv senere ser
seg siden sin sist siste skal skulle slik som starter stor store så ta takk til tilbake
tilgjengelig timene timer to torsdag tirsdag tusen uke uka uken uker uten under ut var ved vel
velkommen venner vi videre vil ville vår våre vårt vært være økt år året ansatte avdeling januar
februar mars april mai juni juli august oktober søndag lørdag gratulerer vennligst trappa trappen
omsetningen søk færre virker vedlikehold utviklere
`,
    affixes: `
-else -elser -elsen -het -heten -ning -ningen -inger -ene -ende -lig -lige -eren -sjon -sjonen
-sjoner -øk -øy -skap -asjon -ere ut- opp- for- av- gj- kj- skj- hv-
`,
  },
  sv: {
    letters: 'åäöéà',
    words: `
lagret flyttar kära kollegor matsalen håller stängt imorgon anmäl rabatt kursen sett laddare fest
inbjudan viktigt gratis parkering utbildning chefen öppnar stänger nästan varandra ses vänliga
hälsningar all alla allihopa allt alltid andra att av bara bli blir blivit borde borta bra bäst
bättre börja börjar bort dag dagar de dem den denna deras dess dessa det detta dig din dina ditt
du där därför då efter eller en enda er era ert ett fel fem fick finns fler fira flera fram fredag
från fråga frågor funktioner fungerar får först första före för förra föra gamla ge genom god gott
glöm gå går gör göra gärna ha hade han har hej hela hem henne heter hissen hjälp hjälpa hon honom
hos hur här i idag igen ikväll inga ingen ingenting inom innan inte in ja jag kan klockan kom
komma kommer kontoret kort kunde kund kunder kunna kväll leder ligger lite logga lägg mall man med
medan mellan men mer mig min mina mindre minuter mitt mot mycket många måndag måste möte mötet
namn ni nu ny nya nytt nyhet nästa någon något några när och också om onsdag oss på rapportera
redan samt sedan ser sig sin sina sitt själv ska skall skulle snabbare som stor stora start söker
så ta tack tid tiden tidigare till tillbaka tillgänglig tillsammans timmar tisdag torsdag trevlig
två tusen under upp ut utan utvecklare vad var vara varför varit varje varsågod vecka veckan
veckor vem vi vid vilka vilken vill välkommen välkomna vänner vår våra vårt är än ändå år året
över anställda avdelning januari februari mars april maj juni juli augusti oktober lördag söndag
grattis tyvärr trappan sökning färre underhåll omsättning ökat stort
`,
    affixes: `
-het -heten -ning -ningen -ningar -arna -orna -erna -ade -ande -lig -liga -ligt -tion -tionen
-skap -are -ör -öra -ått -ätt -ör- upp- för- -ckor -llning -ck
`,
  },
  is: {
    letters: 'áðéíóúýþæö',
    words: `
að af allt alla allir án á ársins árið ári átt bara boðið byrjar daginn dag dagur en ekki er eru
ef eftir eiga einn eitt ég fá fara fram frá fundur fundurinn fyrir góðan gott góða hafa hefur hér
hjá hún hvað hvar hvernig í já kl klukkan koma kemur kynna lyftan með mikið minna mjög mun má
mánudag nú nota notið nýja nýtt okkar okkur og saman sem sér síðan sig sína skal skulu svo takk
til um upp úr út við vel velkomin velkomnir verða verður verið vinsamlegast vika vikunnar
viðskiptavinir þá það þau þegar þeir þess þessi þessu þetta því þið þú þær öll
`,
    affixes: '-inn -num -ður -unni -unum -leg -lega -ir -ur -ði -um',
  },
} as const satisfies Readonly<Record<string, LanguageProfile>>;
