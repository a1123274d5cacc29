import type { LanguageProfile } from './language-profile.ts';

/** Common English words at work. Most people use Slack in English, so this list is longest. */
export const ENGLISH = {
  en: {
    letters: '',
    words: `
fail fails failing script scripts canary credit credits warehouse garage closed flooding inventory
counted intern interns cohort cheers fixed memory leak reported regret breaking acquires acquired
haunted printer bakery rumour roof rooftop mats yoga provided charger lunchroom canteen colleague
register seats grab kicks shortly churn smile smiles ship banner batch beta boost bonus boss
bottom bridge broadcast browser cable cafe camera capacity cash catalog catalogue chart chef choir
chocolate clinic closer coast collection comfort commitment committee competition compliance
computer concert concern confidential confirm confirmed contribute cookie corner corporate council
counter courage crisis crowd curious cycle damage database dealer debate debt decade dedicated
defend degree deployment destination diet diversity division dog domain donate donation dozen
driver duty ecosystem education efficiency efficient elections electric elegant embed emergency
emissions empower encourage entry environment episode equity essential ethics evaluate evidence
evolve examine exhibition expand expansion explore express factory failure fashion fee fees
fiction fight film filter fleet flow flower flu foundation founder founders framework freeze
frequency fridge fruit fuel fund funding funds gallery gap garden gear gender generation gold
grand grant green grid guarantee guidance gym habit happening hardware harvest headquarters heart
heat hint hike honest honor honour horizon host hotel hub ice identity illness implement
impressive incredible index initiative inspire inspired inspiring install installed insurance
interactive invest investment investors island jam joke joy judge juice kid kids kick kit lab
label labor lake landing language laser launchpad law lawyer layer layout lecture legacy lesson
letters liability library license limit logistics logo loop loyalty luck lucky luggage machine
machines magic mailbox mandatory mate math meal medal medical mentor mentors merge merger metric
metrics microphone migration milestone mission mixed momentum monitor motion mountain mouse museum
mystery nature neighbor neighbour nominate nomination notification notifications nurse object
obvious ocean officer oil outdoor output owner owners package packages page pages paint panel
parent parents passion patient patience pattern pause peace peak penalty pet photo physical pilot
pin pitch plant plants plastic plate player players plenty pool portal portfolio prize procedure
procurement productivity profile proof property proposal prototype purpose puzzle quick quiz quote
race radio rain ramp rating ratings raw receipt recipe recognition recover recovery recruit
recruiting recruitment recycle reduced referral refund relax reliability relocate rename renew
renewal rent repair replace replacement representative reputation rescue reserve respect
restaurant restore retail retention retire retirement reunion reuse revised rich ride ring river
roast robot robots rocket root routine safely sample sandbox satisfaction scale scan scene
scholarship science scope score seamless secretary segment selection seminar sensor shift shifts
shirt shoes shuttle sick signal silent silver sink sketch skill skip sky slide slides smooth snow
soccer solar song soup spare spark specialist spirit split spot spread square squad stack
stakeholders standard stars statement station steady stock storage storm strategic strength stress
string studio subject submission subscription sugar suggest suggestion suggestions suit suite
sunny supplier suppliers supply surface sustainability sustainable sync tablet tag talent tea tell
template templates tennis terminal terrible thankful theme theory therapy threat threshold
thrilled throughout tie tight timeline toast token tone topics tournament towards toxic toy
tradition transition translation transparent transport trend trends trivia troubleshooting truck
truly trusted tune tutorials unique unit unity universe unlock upcoming upgrade upgrades urgent
utility validate valley van variety vegetarian vehicle venue verify veteran victory village
virtual virus visible vision visual volume volunteer volunteers voucher wallet warning warranty
waste wave weak wealth wellbeing wellness wheel wifi wild wind window wine wise wonder workflow
workflows workforce workplace workspace wrap yard yearly yellow yesterday zone walk walks bar
exactly overdue a able about above accept access accidentally account accounts achieve across act
action actions active actually add added adding additional address admin adopt advance advice
after afternoon again against agenda ago agree ahead air alert alerts all allow allows almost
alone along already also alternative although always am amazing among amount an analysis analyst
analytics and anniversary announce announcement announcing annual another answer answers any
anybody anyone anything anywhere app apply appointment approach approval approve approved apps
april are area areas around arrive arrived arrives article
as ask asked asking assistant at attend
attention audience audit august automatically available average avoid award away awesome back
badge bagels balance based basic be beautiful became because become been before begin begins
behind being believe below benefit benefits best better between beyond big bigger biggest bill
billing birthday bit block board body book booth both box brand break breakfast brief bring brings
broken brother bucket budget bug bugs build building builds built business busy but buy by café
calendar call called calls came campaign can cancel cannot care career careful carefully case
cases catch cause celebrate center central centre challenge chance change changed changes channel
chat cheap check checklist chief choice choose city class clean clear click client clients close
closes closing cloud coach code coffee colleagues collect come comes coming comment comments
commit common community company compare complete completely conference congrats congratulations
connect consider contact content contest continue contract contracts control cool copy correct
cost costs could country couple course cover create created creating creative crew critical
culture current currently customer customers cut cuts daily dark dashboard data date day days
deadline deal deals dear december decide decided decision deep default delay delayed deliver
delivered delivery demo department deploy deployed design designers desk details develop developer
developers development device did difference different difficult digital dinner direct direction
directly director discount discover discuss dividends do doctor document documents does doing
dollars done door double down download downtime draft dream drill drink drive drop due during each
earlier early earn easier easiest easily east easy eat edit effort eight either elevator eleven
else email employee employees empty enable end ends energy engineer engineering engineers english
enjoy enough ensure enter enterprise entire equipment error errors especially even evening event
events ever every everybody everyone everything everywhere example exceed excellent except excited
exciting executive expect expectations expected expenses experience expert explain explains export
extra eye eyes face fact failed fall family fantastic far fast faster fastest favorite favourite
feature features february feedback feel few fewer field fifteen fifty figure file files fill final
finally finance financial find finds fine finish finished fire first fiscal fit five fix fixes
flight floor focus folks follow following food for forget form forty forward found four free fresh
friday friend friendly friends from front full fully fun further future game gave general get gets
getting gift give given gives glad glance global go goal goals goes going gone good goodbye got
great grew group grow growing growth guest guests guide guys had half hall hand handle hands
happen happened happens happier happy hard has have having he head headlines health hear heard
hello help helped helping helps her here hey hi high higher highest highlights him hire hired
hiring his history hit hold holiday holidays home hope hot hour hours house how however huge human
hundred hundreds hurry husband i idea ideas if image images impact important improve improved
improvement improvements improving in incident incidents include included includes including
increase increased industry inform information innovation inside insights instead integration
intelligence interested international internet interview into introduce introducing invite invited
invoice is issue issues it item items its itself january job jobs join joined joining joins
journey july june just keep keeps key keyboard kickoff kind kitchen knew know known knows laptop
large last late later latest launch launched launches launching lead leader leaders leadership
leads learn learned learning least leave leaves leaving left legal less let lets letter level life
lift light like limited line link list listen listened little live lives load lobby local location
log logs long longer look looking looks lose loss lost lot lots love lovely low lower lunch made
mail main maintenance major make makes making man manage management manager many map march mark
market marketing markets materials matter matters may maybe me mean means measure media meet
meeting meetings member members men message met might million millions mind mine minute minutes
miss missed mistake mobile mode model modern moment monday money month monthly months more morning
most mother move moved moving much multiple music must my name named national near need needed
needs network never new newest news newsletter next nice night nine no nobody none noon normal
north not note notes nothing notice november now number numbers october of off offer offers office
offices official offline offsite often oh okay old older on onboarding once one ones online only
onto open opening opens operations option optional options or order orders original other others
our ours out outage outside over overnight overview own paid pair paper park parking part partner
partners party pass password passwords past path pay payment payments people per perfect
performance period permission person personal phone photos pick picture piece pipeline pizza place
plan planned planning plans platform play playlist please pleased plus podcast point points policy
popular position possible post potential power practice prepare present presentation presents
president press pretty prevent price prices pricing print priority privacy private probably
problem problems process product production productive products professional profit program
progress project projects promise proud provide provides public pull purchase push put quality
quarter quarterly question questions quickly quiet quite raise ran range rate rather reach read
reader reading ready real really reason receive recent recently record recording reduce region
registration related release released releases reliable remain remains remember reminder remote
remove repeat reply report reports request requests require required research reset resource
resources respond response responsible rest result results résumé return revenue review reviews
reward right risk road roadmap role roles roll rolling room rooms round rule rules run running
runs safe safety said salary sale sales same saturday save saved savings say says schedule
scheduled school screen search season seat second secret section secure security see seek seen
select self sell send senior sent september series serious serve serves server service services
session sessions set setting settings setup seven several shall share shared sharing she shipped
shipping ships shop short shortcut should show showing shows side sign signed similar simple
simply since single site sites sister six size skills sleep slow slowly small smaller smart snacks
so social soft software sold solution solutions some somebody someone something sometimes soon
sorry sound source south space speak speaker speakers special speed spend spent spoke sponsor
sprint spring stable staff stage stairs standup star start started starting starts state status
stay step steps still stop store stories story straight strategy stream street strike strong
student study stuff style submit subscribe success successful such summer sunday super supplies
support supported sure surprise survey swag switch system systems table take taken takes taking
talented talk talking talks target task tasks tax teach team teammate teammates teams tech
technical technology ten tenth term terms test testing tests text than thank thanks that the their
them then there these they thing things think third thirty this thoroughly those though thought
thousand thousands three through thursday ticket tickets time times timesheets tiny tip tips title
to today together told tomorrow tonight too took tool tools top topic total touch tour toward town
track trade traffic train training transform travel treat trial tried trip true trust try trying
tuesday turn turned tutorial twelve twenty twice two type under understand unfortunately until up
update updated updates upload upon us usage use used useful user users uses using usually vacation
valid value vendor version versions very via video videos view visit visitors voice vote wait
waiting wall want wants warm was watch water way ways we wear weather webinar website wednesday
week weekend weekly weeks welcome well went were west what whatever when where whether which while
who whole whom whose why wide wife will win winner winners winter wish wishes with within without
woman women won wonderful word words work worked workers working works workshop world worldwide
worry worth would write writing wrong year years yes yet you young your yours yourself zero don
doesn didn isn aren wasn weren hasn haven hadn couldn wouldn shouldn ll ve re
`,
    affixes: `
-ing -ings -ness -ful -less -ship -tion -tions -sion -ought -ight -ly -ish -able -ible -ward
-wards -ery -ities -ability -ously -ology -ers -ied -ies -ted -ded -ned -sed -ced -red -ked -ped
-lled -wh th- wh- sh- -sh -ch -ck -th -ths -ey -ew -ow -oo -ee -ea -ay -y
`,
  },
} as const satisfies Readonly<Record<string, LanguageProfile>>;
