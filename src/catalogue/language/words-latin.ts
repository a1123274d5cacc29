import type { LanguageProfile } from './language-profile.ts';

/** Common words of further languages in Latin letters. */
export const LATIN = {
  fi: {
    letters: 'äöåšž',
    words: `
varastomme muuttaa lokakuussa hyvät kollegat ruokala suljettu onko kukaan nähnyt laturiani laturi
koulutus kutsu ilmainen tärkeää avoinna juhlat aika ajan alkaa alkaen asiakas asiakkaat aina ei
eivät en enemmän ennen eikä että he hei heille hissi hyvin hyvä hyvää huomenta huomenna ihan ilman
ja jo joka jokainen jonka joo jos joten juuri kaikki kaikkien kaikille kaiken kanssa kello
keskiviikko kiitos kiitoksia koko kokous koska koskee kuin kuka kun kuten käyttäkää käyttää
kuukausi lisää lauantai maanantai maanantaita maanantaina me meidän mikä miksi minä minun missä
mitä miten mukaan mutta muistakaa muut muista myös myynti mukavaa ne niin niitä nimeni nopeammin
nopeampi nyt ole olemme olen olet olette oli on onnea onneksi ota paljon parempi perjantai
perjantaita perjantaina pian saa saat se sekä sen siellä sillä sinun sitten sitä sunnuntai tai
taas tästä tämä tämän tänään tapaaminen te teidän teille tervetuloa tiedot tiimi tiimin tiistai
toimi toimii torstai tule tulee tulevat tunnit tuntinne tuote tuotteen uusi uuden uutta uusia vai
vain vaikka vielä viikko viikon virheitä voi voit voitte voivat vuoden vuosi vähemmän yli ystävät
yksi etsimme kehittäjiä johdan portaita
`,
    affixes: `
-ssa -ssä -sta -stä -lla -llä -lta -ltä -lle -ksi -een -aan -ään -uun -iin -nen -set -sten -minen
-mme -nne -taan -tään -vat -vät -neet -nut -kaa -kää -isia -ita -itä -aa -ää -oja -jä -ia -iä -yy
-uu
`,
  },
  et: {
    letters: 'äöõüšž',
    words: `
aasta aga aitäh algab alates ei ega eile ennast ja jah juba kas kell kes kui kuid kuidas kus kõik
kõigile kõigi kõiki kasutage kaduma koosolek koos käive kliendid kliendi kolm kolmapäev laupäev
lift lõuna ma maha me meie meil mida mina mis miks mitte müügile müük neljapäev ning nad nemad
need nii nüüd oleme olen oli on palju palun paremini peab peale pole pühapäev reede reedeks sa see
seda sel selle siin siis saab saate saavad tagasi tere tervitus teie teil teisipäev treppi
tulemast tuleb tunnid täna töö tööta tööd või väga veel vaid uus uued uue uudised ära üks üle
esmaspäev esmaspäeva enne hommikust head
`,
    affixes: `
-nud -tud -dud -mine -mist -sse -tele -dele -test -dest -gil -gile -iga -ud -ks -st -le -sid -vad
-ib -ab -eb -ma
`,
  },
  hu: {
    letters: 'áéíóöőúüű',
    words: `
októberben költözik raktárunk kedves kollégák zárva tart étkezde látta valaki töltőmet képzés
meghívó ingyenes parkolás fontos nyitva a az akkor aki alatt által ami amikor amely azt azonban be
bár bevételünk csak csapat csapatot csütörtök de délután egy egyik egész el elérhető ez ezt ezek
ért és este fel felé gratulálunk ha hanem három havi hét hétfő hétfőig hiba hiszen hogy hogyan
holnap hozzá idő itt is jó ki két kell kérjük keresünk kérem köszönjük köszönöm közös között
kezdődik kevesebb kivéve legyen lehet lenne lépcsőt lesz ma már mai még majd meg megbeszélés mert
mi miatt mikor minden mindenki mindenkinek mindig mint mától most munka nagy nagyon napon ne
nekünk nem néhány nincs nélkül nap olyan óra órakor óta oda pedig péntek péntekig percek perc
reggelt sok sötét számára szép szerda szeretnénk szeretettel szia sziasztok szombat szükséges
támogatási tavaszi tegnap termék több továbbra tudnak új után ügyfél újdonságok üdvözöljük
üdvözlünk utolsó vagy vagyok vagyunk van vannak vasárnap végén velünk vezetem vissza volt videó
viszont működik használja használják nőtt mód
`,
    affixes: `
-ban -ben -nak -nek -val -vel -ból -ből -ról -ről -tól -től -hoz -hez -höz -ért -ink -unk -ünk
-ság -ség -ás -és -ok -ek -ök -ik -juk -jük -ani -eni -ott -ett -ött -kor -ig -ási -ési -ját -jét
-tok -tek meg- fel- sz- gy- -ly -gy -sz
`,
  },
  tr: {
    letters: 'çğıöşüâîû',
    words: `
depomuz ekim ayında taşınıyor değerli arkadaşlar yemekhane kapalı gören şarj eğitim davet ücretsiz
otopark önemli açık acaba ama ancak artık arıyoruz arttı asansör aynı az bana bazı belki ben benim
beri bile bin bir biraz biri birlikte biz bize bizim böyle bu bugün bugünden bunu bunun büyük
çalışmıyor çalışma çok çünkü cuma cumartesi çarşamba da daha dakika dakikada dan de defa değil
destek diye dolayı edildi eden ediyoruz ekibi ekip en et etmek etti ev evet fakat gelirimiz geldi
gibi giriş girmeyi gün günü günaydın günler hafta hala hangi hata hatta hazır hem henüz hep her
herkes herkese hiç hoş için ile ise istiyoruz iş itibaren iyi içinde kadar karanlık ki kim
kullanın kullanıcı kolay lütfen mı mi mu mü merhaba merdivenleri mod müşteri müşteriler nasıl ne
neden nerede niye o olan olarak oldu olduğu olsun olur on ona onlar onun oldukça özellik öyle
pazar pazartesi pazartesiye perşembe saat saatte salı satış şey şimdi şu son sonra size sizin siz
tarafından tebrikler teşekkür teşekkürler toplantı tüm unutmayın üzere ürün var vardı ve veri veya
video ya yani yapmak yapıyor yapılan yarın yeni yenilikler yok yüzde yönetiyorum zaman zaten adım
adımız
`,
    affixes: `
-lar -ler -ları -leri -mak -mek -yor -yoruz -yorum -ıyor -iyor -dır -dir -ımız -imiz -unuz -ünüz
-ınız -iniz -dan -den -nın -nin -ını -ini -lık -lik -luk -lük -sız -siz -cı -ci -arak -erek -mış
-miş -acak -ecek -dı -di -da -de -ın -ı -ğı
`,
  },
  az: {
    letters: 'çəğıöşü',
    words: `
amma artdı bu bizim biz bir çox daha də deyil edirik edir ertəsi əgər görüş gün hamı hamıya hər
hesabat həftə həm ilə iş kimi ki lazım məhsul mən müştəri müştərilər nə o olan olmalıdır olur on
onun qədər sabah sabahınız saat siz sizin şey təşəkkür təzə üçün və var xeyir xoş yeni yox yaxşı
zaman faiz başlayır gəlmisiniz
`,
    affixes: `
-lar -lər -ları -ləri -maq -mək -dan -dən -ında -ində -imiz -ımız -dir -dır -nın -nin -ə -ır -ir
`,
  },
  id: {
    letters: 'é',
    words: `
gudang pindah rekan kantin tutup renovasi melihat pelatihan undangan parkir penting buka
pengumuman ada menit mode gratis unduh unggah pengaturan sandi peluncuran kuartal pekan ponsel
obral surel lowongan uang mobil aplikasi aktif hubungkan tersimpan layar berkas login adalah agar
akan aku alasan anda antara apa apakah apabila atas atau bagaimana bagi bahwa banyak baru bekerja
beberapa belum berapa berbagai bergabung berikut bersama besar besok biasa bisa boleh bulan buat
bukan cara cepat dalam dan dapat dari data dengan di dia dimulai dua gunakan hanya hari harus
hingga hubungi ia ini itu jadi jam jangan jika jumat juga kalian kalau kami kamu kantor karena
karyawan kapan ke kecil kemarin kenapa kepada kerja kesalahan ketika kini kita kembali klien lagi
lain lalu lebih lift lupa maka mari masih masuk mau memiliki memimpin mencari membuat mengisi
mereka minggu mulai nama nanti namun oleh orang pada pagi para pelanggan pencarian pengembang
pendapatan pengguna perlu perusahaan pertama produk pukul rabu rapat rusak saat sabtu saja sama
sampai sangat satu saya sebab sebagai sebelum sedang sedikit segera sejak sekarang selamat selalu
selama selasa seluruh semua semuanya senang senin seorang seperti serta sesuai setelah setiap
siapa silakan sini sore sudah supaya tahun tak tapi telah tempat tentang terhadap terima kasih
terbaru tersebut tersedia tetapi tiga tidak tim tinggi tumbuh untuk waktu yaitu yang januari
februari maret april mei juni juli agustus oktober desember kamis datang tangga desainer analis
`,
    affixes: `
-nya -kan -lah -kah -annya -asi -itas -isasi me- mem- men- meng- meny- ber- ter- per- pem- pen-
peng- pel- ke- se- -an di- -si
`,
  },
  ms: {
    letters: 'é',
    words: `
gudang berpindah rakan sekerja kantin ditutup esok nampak pengecas latihan jemputan letak penting
dibuka pengumuman ada siapa minit percuma muat turun tetapan laluan pelancaran suku telefon mel
jawatan cuti duit kereta aplikasi aktif terbaharu log fail skrin adalah agar akan alat amat anda
antara apa apakah apabila atas atau awak bagaimana bagi bahawa banyak baharu baru beberapa belum
berapa bermula bekerja bersama besar boleh buat bukan bulan cara cepat cuba dalam dan dapat dari
daripada data dengan di dia dua guna gunakan hanya hari hasil hingga ia ini itu isnin jadi jam
jangan jika jumaat juga jualan kakitangan kalau kami kamu kata ke kecil kerana kepada kerja
kesilapan ketika kini kita kembali klik khamis kurang lagi lain lalu lebih lif lupa maka manakala
mari masa masih masuk mahu mengetuai mempunyai mencari membuat mengisi mereka mesti mesyuarat
minggu mod mula mulai nama nanti namun oleh orang pada pagi pantas pasukan para pejabat pekerja
pelanggan pembangun pengguna perlu pereka pertama petang produk pukul rabu ralat rosak saat sabtu
sahaja saja sama sampai sangat satu saya sebab sebagai sebanyak sebelum sedang sedikit segera
sejak sekarang selamat selalu selama selasa selepas semasa semua semuanya seorang seperti serta
setiap sila sokongan syarikat tahun tak tapi telah tempat tentang terhadap terima kasih terkini
tersebut tetapi tiada tiga tidak tinggi tingkatkan untuk waktu wang yang januari februari mac
april mei jun julai ogos oktober disember ahad datang tangga meningkat carian gelap penganalisis
bentuk khas
`,
    affixes: `
-nya -kan -lah -kah -annya -asi -iti me- mem- men- meng- meny- ber- ter- per- pem- pen- peng- pel-
ke- se- -an di- -si
`,
  },
  fil: {
    letters: 'ñ',
    words: `
lilipat bodega nakakita mayroong sarado bukás pagsasanay imbitasyon mahalaga ako aking akin alam
ama aming amin ang anong ano araw at ating atin ay ayon ba bago bagong bakit basta bawat bukas
dahil dalawa dalawang dapat dati din dito doon error ganyan gabi gamit gamitin gawa gusto habang
hanggang hapon hindi huwag ibang iba iisa ilagay ilalim inyo inyong isa isang ito itong iyo iyon
iyong ka kaibigan kailan kailangan kalimutang kami kanila kanilang kanya kanyang kapag karamihan
kasama kaunting kaya kayo ko kong kumusta kita kung lahat lang libre linggo loob lunes maaari
maaaring maaga mabilis mabuti maganda magandang maging makakagawa makita malaking maligayang
maraming marami martes mas may mayroon miyerkules mga mo mong muli muna na nagdiriwang nagsisimula
naghahanap naging namin nandito nang narito nasa natin nila ng ngayon ni nito niya o oo oras pa
paano pag pagdating paghahanap pagkatapos palagi pangalan para pero po pong puwede pwede sa sabado
saan salamat sila simula sino siya subalit sira tao tapos tatlo tayo tungkol tulong tuwing ulit
umaga unang una upang walang wala ninyo nating hagdan natutuwa pulong biyernes huwebes
`,
    affixes: `
nag- mag- pag- nak- mak- pinag- nang- mang- pang- ipa- ipag- ka- na- um- -in -an -ang -ing -ong
-ng -han -hin
`,
  },
  vi: {
    letters: 'àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
    words: `
kho chuyển vào tháng mười có sạc miễn phí quan trọng đào tạo mời anh ạ ai ba bạn bán bao bằng bây
bên bị biết buổi các cách cái cần càng cảm chào chỉ cho chúng chưa còn công cuộc của cùng cũng
dành dùng đã đang đây để đến đi điều đó đội đồng đừng được em gì giờ gia giá hãy hai hàng hay hết
học họ họp hôm hơn hoặc hỗ khác khách khi không là làm lại lên lỗi lúc mà mỗi mọi môi một mới mong
mừng muốn năm này nào nay nếu ngày người nhà nhất nhé nhiều như nhưng những nhóm ơn phải phần phẩm
qua quá quên quý ra rằng rất rồi sản sáng sẽ số sự sau tại tất tăng tên thì thể theo thêm thứ thời
thu tin tính tìm tôi tốt trên trong trợ trước trưởng tuần từ tuyển và vẫn vậy về việc viên với vì
vui xin thang máy lòng bộ hỏng
`,
    affixes: 'ng- nh- th- tr- ph- kh- -ng -nh',
  },
  sw: {
    letters: '',
    words: `
ghala litahamia nani ameona chaja yangu mafunzo mwaliko bure muhimu imefungwa kesho asante
asanteni asilimia asubuhi baada bado bila bora cha chetu chini dakika data fanya fanyeni hadi
haifanyi hakuna haraka hapa hata hivi hii hiki hilo hivyo hiyo hizi huduma huku huo huu ijumaa ila
ili ingia iwe jambo jana jina jioni jinsi jumamosi jumanne jumapili jumatano jumatatu juu kabisa
kabla kama kampuni kaka karibu karibuni kati katika kazi kila kitu kipya kipengele kubwa kuhusu
kuingia kujaza kuliko kuna kutoka kutengeneza kuwa kwa kwamba kwanza kwao kwenye kwetu la lakini
langu lazima leo lifti lako letu lini mambo mapato mauzo mara mbili mbinu mchambuzi mfumo mkutano
mpya msaada mtu mwaka mwenye mwezi na ndani ndiyo ni nini ngazi nne ninaongoza nyote nzuri pamoja
pia pili programu saa saba sababu sana sasa sawa siku sisi simu tafadhali tano tatu tena timu tu
tumia tumefungua tuna tunafuraha tunatafuta uzinduzi unaanza unaweza usisahau vya vipya wa
wafanyakazi wageni wakati wako wanaweza wao wasanidi watu wateja wenye wetu wiki wote ya yake yako
yameongezeka yao yetu yote yenye za zaidi zako zao zetu zote habari hongera
`,
    affixes: `
ku- wa- ki- vi- ma- mi- ni- tu- ana- ina- una- wana- tuna- nina- ya- -sha -isha -wa -ana -eni -ini
-ika -ia -ea
`,
  },
  zu: {
    letters: '',
    words: `
abantu bonke emva futhi hhayi ikhasimende imali ithimba kakhulu kahle kanye kanti kepha kodwa
konke kubalulekile kusukela kumele kufanele kwethu lapho lokhu manje namhlanje nathi ngaphambi
ngaphezu nge ngenxa ngoba ngoku ngomhlaka nonke nokuthi noma okusha okuthi phezu sawubona
sanibonani siyabonga siyakwamukela siyanamukela sonke thina uma umhlangano umsebenzi ukuthi wethu
wonke yethu yonke zethu zonke ungakhohlwa
`,
    affixes: `
uku- uma- umu- aba- ama- isi- izi- imi- ngo- nga- nge- kwe- kwa- siya- ezi- oku- -eni -ini -isa
-ela -wa -ile -ayo
`,
  },
  sq: {
    letters: 'ëç',
    words: `
ai ajo ata atë ditë dhe deri dy do duhet e edhe ekip ekipi faleminderit gjatë gjithçka gjithë
gjithëve hënë hënën i im ishte ja jemi jonë juaj kemi ka kam këtë kjo ky klientët kur me më mirë
mirëmëngjes mund na ne në nga nuk ora orën para pas për përshëndetje po prej që re ri sa sot së
shumë si takimi të tonë tona tani tuaj u një vetëm vini vjen
`,
    affixes: '-ët -ëve -isht -esë -imi -imit -jnë -tur -jmë -ë',
  },
  eu: {
    letters: 'ñ',
    words: `
aldi ari arte asko ba baina baino baita behar bat batean beste bezala da dago dira dena denak dela
dugu du dute eguerdi egun ere eskerrik eta etorri egin gara gaur gehiago gero gu gure guztiak
guztioi hau hori hona izan izango ikusi kaixo lan langileak lehen nola ongi on oso ordu orain
ordua gabe talde taldea urte zuen zure zer zen zaio bilera hasiko hamarretan berria berriak bihar
`,
    affixes: '-ak -ek -aren -arekin -tzen -tzea -ko -ra -tik -tan -etan -rako -ntza -zio',
  },
  cy: {
    letters: 'âêîôûŵŷïáéö',
    words: `
a ac am ar bawb bob bopeth bore byddwn byddwch cyn croeso cyfarfod da dechrau dewch diolch dim
dydd dyma ein eich ei eleni fel fod fydd gan gyda gwaith heddiw hefyd hwn i iawn mae maen mewn mwy
newydd ni nid nos o oedd ond os pan pawb rhaid sy sydd tîm wedi wneud yr yn yw ydym ydy y
`,
    affixes: '-iad -aeth -wyr -wch -wyd -au -ion -dd dd- ll- -ydd -wyn gw- cy-',
  },
  ga: {
    letters: 'áéíóú',
    words: `
agus an ann anois ar ár as atá bhfuil bhur cad ceann cén chun dár de do don fáilte faoi freisin go
haghaidh i inniu is le leis linn maidin maith mar na nach níl ní nua ó romhat romhaibh sa seo sin
tá táimid tráthnóna
`,
    affixes: 'bh- mh- ch- dh- gh- -acht -aigh -igh -eann -adh -mhaid',
  },
} as const satisfies Readonly<Record<string, LanguageProfile>>;
