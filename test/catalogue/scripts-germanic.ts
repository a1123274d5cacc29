/** Scripts in Germanic languages by their tags, one a line. */
export const GERMANIC = {
  de: `
Hallo zusammen, willkommen zur Vorstellung unseres neuen Produkts heute im Büro.
Willkommen zu unserem Frühlingsverkauf, alles muss raus bis Montag.
Guten Morgen Team, das Meeting beginnt um 10 Uhr.
Neu: Dark Mode, schnellere Suche und weniger Fehler.
Bitte vergesst nicht, eure Stunden bis Freitag einzutragen.
Unser Umsatz ist um 12 % gestiegen. Danke an alle!
Ab sofort ist Single Sign-On für alle Kunden von Acme Cloud verfügbar.
Hallo, ich bin Priya Sharma und leite das Support-Team in Bangalore.
Die Wartung ist heute Abend von 22 bis 23 Uhr.
Wir stellen ein: Entwickler, Designer und Datenanalysten
Herzlichen Glückwunsch, Łukasz und Chloé!
Mit Jogg und Slack macht ihr Videos in zwei Minuten.
Kurze Info: Der Aufzug ist kaputt
`,
  nl: `
Welkom bij onze voorjaarsuitverkoop, alles moet weg voor maandag.
Goedemorgen allemaal, de vergadering begint om 10 uur.
Hallo team, hier is een korte update over de cijfers van het kwartaal.
Vergeet niet om je uren voor vrijdag in te vullen.
Nieuw: donkere modus, sneller zoeken en minder fouten.
Vanaf vandaag kunnen alle klanten van Acme inloggen met Single Sign-On.
Onze omzet is met 12% gestegen. Bedankt allemaal!
Ik ben Priya en ik leid het supportteam in Bangalore.
Met Jogg maak je in twee minuten een video in Slack.
We zoeken ontwikkelaars, ontwerpers en een data-analist
Vanavond is er onderhoud van 22 tot 23 uur.
Gefeliciteerd met de lancering, Team Phoenix!
De lift is stuk, neem de trap
`,
  af: `
Welkom by ons lenteverkoping, alles moet voor Maandag weg wees.
Goeie môre almal, die vergadering begin om tienuur.
Ons inkomste het hierdie jaar met 12% gegroei. Baie dankie!
Moenie vergeet om jou ure voor Vrydag in te vul nie.
Ek is Priya en ek lei die ondersteuningspan in Kaapstad.
Van vandag af kan alle kliënte met Single Sign-On aanmeld.
Ons soek ontwikkelaars en ontwerpers vir die nuwe kantoor.
Die hysbak werk nie vandag nie, gebruik asseblief die trappe.
Met Jogg kan jy binne twee minute 'n video maak.
Baie geluk aan die hele span!
`,
  da: `
Hej alle sammen, velkommen til præsentationen af vores nye produkt i dag på kontoret.
Velkommen til vores forårsudsalg, alt skal væk inden mandag
Godmorgen alle, mødet starter klokken 10.
Husk at indberette jeres timer inden fredag.
Nyt: mørk tilstand, hurtigere søgning og færre fejl.
Fra i dag kan alle kunder hos Acme logge ind med Single Sign-On.
Vores omsætning er vokset med 12 %. Tusind tak til alle!
Jeg hedder Priya og leder supportteamet i Bangalore.
Med Jogg laver du en video i Slack på to minutter.
Vi søger udviklere, designere og en dataanalytiker
Der er vedligeholdelse i aften fra klokken 22 til 23.
Tillykke med lanceringen, Team Phoenix!
Elevatoren virker ikke, brug venligst trappen
Hej alle sammen
`,
  no: `
Velkommen til vårt vårsalg, alt må bort før mandag. Ta med venner og familie
Hei alle sammen, velkommen til presentasjonen av vårt nye produkt i dag.
God morgen alle, møtet starter klokka 10.
Husk å føre timene deres innen fredag.
Nytt: mørk modus, raskere søk og færre feil.
Fra i dag kan alle kunder hos Acme logge inn med Single Sign-On.
Omsetningen vår har økt med 12 %. Tusen takk til alle!
Jeg heter Priya og leder supportteamet i Bangalore.
Med Jogg lager du en video i Slack på to minutter.
Vi ser etter utviklere, designere og en dataanalytiker
Det blir vedlikehold i kveld fra klokka 22 til 23.
Gratulerer med lanseringen, Team Phoenix!
Heisen virker ikke, vennligst bruk trappa
`,
  sv: `
Välkommen till vår vårrea, allt måste bort före måndag, så kom i god tid
Hej allihopa, välkomna till presentationen av vår nya produkt.
God morgon alla, mötet börjar klockan 10.
Glöm inte att rapportera era timmar innan fredag.
Nytt: mörkt läge, snabbare sökning och färre fel.
Från och med idag kan alla kunder logga in med Single Sign-On.
Vår omsättning har ökat med 12 %. Stort tack till alla!
Jag heter Priya och leder supportteamet i Bangalore.
Med Jogg gör du en video i Slack på två minuter.
Vi söker utvecklare, designers och en dataanalytiker
Det blir underhåll ikväll mellan klockan 22 och 23.
Grattis till lanseringen, Team Phoenix!
Hissen fungerar inte, ta trappan
`,
  is: `
Velkomin á vorútsöluna okkar, allt verður að seljast fyrir mánudag.
Góðan daginn öll, fundurinn byrjar klukkan 10.
Tekjur okkar jukust um 12% á þessu ári. Takk fyrir!
Lyftan er biluð, vinsamlegast notið stigann.
`,
} as const;
