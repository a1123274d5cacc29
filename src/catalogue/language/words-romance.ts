import type { LanguageProfile } from './language-profile.ts';

/** Common words of the Romance languages. */
export const ROMANCE = {
  fr: {
    letters: 'àâæçéèêëîïôœùûüÿ',
    words: `
entrepôt déménage octobre chers collègues cantine restera fermée inscrivez profitez remise vu
chargeur formation fête invitation gratuit parking importante important ouvert fermé à ai ainsi
alors ans après argent au aucun aujourd aussi autre autres aux avant avec avez avoir avons
beaucoup besoin bien bienvenue bientôt bon bonjour bonne bonsoir bravo ça car ce cela celle celui
ces cet cette chaque chez chiffre chiffres ci client clients comme comment commence commencer
contre d dans de depuis dernier des désormais deux dire disponible dit doit doivent donc dont du
déjà demain elle elles embauche en encore enfin ensemble entre entreprise équipe est et étage
était été être eu eux faire fait faites faut février félicitations fois font grand grande grâce h
heure heures hier ici il ils j jamais janvier je jeudi jour jours juillet juin jusqu l la le
lequel les leur leurs lors lundi là ma maintenant mais maintenance mardi mars me meilleur même
merci mercredi mes mettre mise mode moi moins mois mon monde n ne ni nos notre nous nouveau
nouveautés nouveaux nouvel nouvelle nouvelles on ont ou oubliez où oui panne par parce pas passe
pendant peu peut peuvent plus plusieurs point pour pourquoi prendre prochain prochaine problème
produit pu puis quand que quel quelle quelques qu qui quoi rapide rapidement réunion recherche sa
salut samedi sans se semaine septembre sera ses seulement si soir son sont sous sur système ta te
temps tes ton toujours tous tout toute toutes travail très trimestre trois trop trouver tu un une
utiliser va vendredi vente vers vidéo voici voir voilà vos votre vous vraiment y décembre novembre
août avril mai dimanche escalier ascenseur appelle dirige ouvre ferme
`,
    affixes: `
-ez -eux -euse -ement -ements -aux -eau -eaux -ité -ités -ère -ères -elle -elles -ance -ions -ons
-ent -ois -ais -ait -ées -és -ée -oir -tion -tions -age -ique -iques -eurs -eur qu- -sse
`,
  },
  es: {
    letters: 'áéíñóúü',
    words: `
almacén muda queridos compañeros comedor cierra inscríbete consigue descuento alguien visto
cargador curso fiesta invitación gratis aparcamiento importante abierto cerrado capacitación a
acerca además ahora al algo algunos allí año años antes aquí así aún aunque ayer bien bienvenida
bienvenido bienvenidos buen buena buenas bueno buenos buscamos cada casi cierto cliente clientes
como cómo con contra cosa crecieron cual cuándo cuando cuanto de debe deben del desde después día
días dice diez dinero disponible dónde donde dos durante e el él ella ellos empieza en entonces
entre equipo era eres es esa ese eso esta está estamos están estar estas este esto estos estoy
errores felicidades fin fue fueron funciona gracias gran grandes ha haber había hace hacemos hacen
hacer haces hacia han hasta hay haz hemos hola hora horas hoy incluso ingresos jueves juntos la
las le les llamo lo los luego lunes lugar más mañana martes mayor me mejor menos mes meses mi
miércoles mientras minutos mis mismo momento mucha muchas mucho muchos muy nada ni ningún no noche
nos nosotros nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos novedades nunca o olvides
olviden oscuro otra otro otros para parte pero personas poco podemos por porque posible primer
primera primero problema producto próxima próximo puede pueden puedes pues que qué quien quién
quiere rápida rápido registrar resumen reunión se sea según semana ser si sí sido siempre sin
sobre solo sólo somos son soy su sus sábado también tan tanto te tener tenemos tiempo tiene tienen
todo toda todas todos tras tres tu tus último un una unas unos usa usar usted ustedes va vamos
ventas venta ver vez viernes video y ya yo enero febrero marzo abril mayo junio julio agosto
septiembre octubre noviembre diciembre domingo ascensor escalera lanzamiento desarrolladores
búsqueda
`,
    affixes: `
-ción -ciones -sión -dad -dades -mente -amos -emos -imos -aron -ieron -iendo -ando -ería -ero
-eros -ores -ía -ías -illo -illa -uelo -eza -ños -ñas -ado -ados -idos -ar -er -ez -os -as
`,
  },
  pt: {
    letters: 'áâãàçéêíóôõúü',
    words: `
armazém muda endereço caros colegas refeitório fecha amanhã inscreva ganhe desconto curso alguém
viu carregador festa convite grátis estacionamento importante aberto fechado treinamento a agora
ainda algo além alguns ao aos aqui as assim até antes bem bom boa boas bons brasil cada chegou
cliente clientes com como começa conosco contra cresceu da das de dela dele deles depois desde dia
dias disponível disse dois duas do dos durante e ela elas ele eles em empresa encontro entre
equipa equipe era essa esse esta está estamos estão estar este estes eu faça faz fazer fazemos foi
foram grande há hoje hora horas isso isto já junto lançamento lá lhe lo lugar maior mais manhã mas
me melhor menos mês meses mesmo meu minha minhas meus minutos muito muita muitos na nada não nas
nem nenhum ninguém no noite nome nos nós nossa nossas nosso nossos nova novas novidades novo novos
num numa nunca o obrigada obrigado olá onde ontem os ou outra outro outros para parabéns parte
pela pelas pelo pelos pessoas pode podem por porque pouco precisa precisamos primeira primeiro
procuramos produto próxima próximo quando quanto que quebrado quem queremos rápida receita resumo
reunião às à registrar são se segunda sexta quinta quarta terça seja sem semana sempre ser será
seu seus si sido sim só sobre sua suas sábado também tão tem têm temos tempo ter todo toda todas
todos trabalho três tu tudo um uma umas uns usar use vai vamos vão venda vendas vez vídeo vir você
vocês janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
domingo elevador escada manutenção busca erros
`,
    affixes: `
-ção -ções -ão -ões -dade -dades -mente -amos -emos -imos -aram -eram -endo -ando -inho -inha
-eiro -eira -agem -ços -lho -lha -nho -nha -ram -ado -ados -idos -ores -ar -er -os -as
`,
  },
  it: {
    letters: 'àèéìíîòóùú',
    words: `
magazzino trasferisce cari colleghi mensa resta chiusa domani iscriviti ottieni sconto qualcuno
visto caricatore corso festa invito gratis parcheggio importante aperto chiuso formazione a
abbiamo ad adesso agli ai al alla alle allo anche ancora anni anno avete bene benvenuti benvenuto
benvenuta buon buona buongiorno buonasera c che chi chiamo ci ciao cioè clienti cliente come
complimenti con contro cosa così cresciuto cui da dagli dai dal dalla dalle degli dei del dell
della delle dello deve devono di dimenticate dimenticare disponibile disponibili donna dopo dove
due durante e è ecco ed entro era erano errori essere fa fai fanno fare fate fatto fatturato
finalmente fino fra gente già giorni giorno giovedì gli grande grazie guasto guida guido ha hai
hanno ho i il in inizia insieme io l la lavoro le lei li lo loro lui lunedì ma mai martedì meglio
meno mentre mercoledì mese mesi mi mia mie miei minuti mio modo molto modalità ne negli nel nell
nella nelle nessuno niente no noi non nostra nostre nostri nostro novità nulla numeri nuova nuove
nuovi nuovo o oggi ogni ora ore ovunque per perché però persone più piacere poco poi possiamo
possono potete presto prima primo problema prodotto prossima prossimo può qualche quale quando
quanto quasi quattro quella quello questa queste questi questo qui quindi rapido ricerca riunione
sabato sarà scala scale scura se sei sempre senza settimana si sì sia siamo siete solo sono sopra
sotto squadra sta stasera stato stesso su sua subito sui sul sulla sulle suo tanto te tempo ti tra
tre troppo tu tua tutta tutte tutti tutto un una uno usate usare va vai vendita venerdì vi video
voi volta vostra vostro gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre
dicembre domenica ascensore cerchiamo sviluppatori veloce manutenzione lancio
`,
    affixes: `
-zione -zioni -ità -mente -iamo -ate -ete -ite -ando -endo -ello -ella -elli -etto -etta -ezza
-aggio -anza -enza -ista -isti -ore -ori -oni -one -ssimo -ato -ati -ata -uto -uti -are -ere -ire
-cch -zz gli- sp- sb-
`,
  },
  ca: {
    letters: 'àçéèíïóòúü',
    words: `
magatzem trasllada algú vist carregador curs festa invitació gratuït aparcament important obert
tancat octubre companys demà a abans això al als amb any anys aquest aquesta aquests aquí ara així
bé ben benvinguda benvinguts benvingut bon bona busquem cada cap client clients com comença contra
creix crescut d dades dalt de del dels des després dia dies diners dilluns dimarts dimecres dijous
divendres dissabte diumenge disponible diu dos durant e el ells els em en encara entre equip era
érem és esteu està estan et fa fan fas fer feu fins fosc funciona gran gràcies ha han haver hem
heu hi hola hora hores i ingressos ja l la les li lloc llançament lo m mai manca mateix matí me
mes més menys meu minuts molt molta molts món nit no nom només nos nosaltres nostra nostre nostres
nou nova noves novetats o oblideu on per perquè però persones poc podem pot poden primer producte
pròxim pròxima qual quan que què quedar qui ràpida registrar reunió s sense ser serà servir
setmana si sí sigui sobre sóc som són sou sempre t també tan te tenim teniu tens tinc temps té tot
tota totes tothom tots tres tu un una unes uns us va vaig vam van venda vendes vídeo vint vol
volem vos vostra vostre vostres gener febrer març abril maig juny juliol agost setembre novembre
desembre ascensor escala felicitats cerca errors dirigeixo
`,
    affixes: `
-ció -cions -tat -tats -ment -em -eu -ígia -ix -eix -ny -nys -lls -ll -ts -dors -ors -nt -rem
-ista -itat -uig -aig -ç
`,
  },
  gl: {
    letters: 'áéíñóúü',
    words: `
antes horas venres rexistrar primavera venda debe desaparecer benvidos benvidas martes mércores
xoves sábado domingo ás nosos a agora ademais aínda ao aos aquí ata bo boa bos bótase cada cando
coa coas co con como comeza cos da das de dende desde despois día días do dos e é ela el en esta
está este esquezades eu fai facer foi grazas hai hoxe ir lugar luns mais máis moi moito moitos na
nas nin no non nos nós nosa nosas noso nova novas o onde os ou outra para pero pode pola polo por
porque primeiro que quen reunión se sempre sen ser seu son sobre súa tamén ten todo todos todas
unha un uns unhas van vez vosa vosas voso xa xunto xente
`,
    affixes: '-ción -cións -dade -eiro -eira -ades -aron -eron -ñas x-',
  },
  ro: {
    letters: 'ăâîșțşţ',
    words: `
depozitul mută dragi colegi cantina rămâne închisă mâine ați văzut cumva încărcătorul curs
petrecere invitație gratuit parcare important deschis închis a acea aceasta această acest acesta
acolo acum ai aici al ale alt alte am an ani apoi aproape are as astăzi asta astfel atât ati au
avea avem azi bine bun bună buna bani ca că care caută căutăm cautam către câte când cand ce cei
cel cele cerere cine clienți clientii clienții conduc cu cum da dacă daca dar de deci deja despre
din dimineața disponibil dori două doua dupa după ea ei el este eu eram eroare erori face faceți
faci fără fara felicitări fi fie fiecare folosi folosiți folositi foarte fost functioneaza
funcționează grație iar în in încă încât între întâlnire joi la lansare le li loc lor lui luni mă
mai mare marți mea mele meu mi miercuri minute mult multe mulți mulțumesc mulțumim multumim ne
nici nimic noi nostru noastră noastre noștri nou nouă noutăți nu nume numai o oameni oferi ora oră
ore orele ori pe pentru până pana poate pot prea prin prima primul produs puțin puține rapid
rapidă sa să sale sau se ședința sedinta si și sosit spre sub sunt suntem săptămâna săptămână ta
te timp toate toți trebuie trei tu tuturor un una unde unei unele unor unui uitați vă va vânzare
venit veniți vineri vor vom voastră vostru vrem zi zile ianuarie februarie martie aprilie iunie
iulie august septembrie octombrie noiembrie decembrie liftul scările scarile echipa
`,
    affixes: `
-ul -ului -lor -ilor -elor -ții -ție -tii -tie -iune -iuni -ești -esti -ează -eaza -ați -eți -iți
-ele -ii -ească -itate -tate -ător -tori -nței -ă
`,
  },
} as const satisfies Readonly<Record<string, LanguageProfile>>;
